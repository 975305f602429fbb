using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// A question about a customer. A comparison with what is missing is undecided: neither it nor its opposite holds. Of joined conditions,
/// <see cref="All"/> holds only if each part does, and <see cref="Any"/> if one does, whatever else is undecided.
/// </summary>
public sealed class Condition
{
    private Condition(ConditionSubject subject, string name, ConditionOperator comparison)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Subject, Name, Operator) = (subject, name, comparison);
    }

    /// <summary>What it asks about.</summary>
    public ConditionSubject Subject { get; }

    /// <summary>The name of the metric, signal, label or dimension it asks about; empty for any other subject.</summary>
    public string Name { get; }

    /// <summary>How it compares, or how its parts are joined.</summary>
    public ConditionOperator Operator { get; }

    /// <summary>
    /// What a number is compared with (the lower bound of <see cref="ConditionOperator.Between"/>): in the metric's own unit, or in points;
    /// otherwise 0.
    /// </summary>
    public double Bound { get; private init => field = value + 0.0; }

    /// <summary>The inclusive upper bound of <see cref="ConditionOperator.Between"/>; equal to <see cref="Bound"/> otherwise.</summary>
    public double UpperBound { get; private init => field = value + 0.0; }

    /// <summary>The texts that a label or tier is compared with; otherwise empty.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>The conditions that it joins; otherwise empty.</summary>
    public IReadOnlyList<Condition> Parts { get; private init; } = [];

    /// <summary>The metric is less than <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, exclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Below(string metric, double bound) => Of(ConditionSubject.Metric, metric, ConditionOperator.Below, bound);

    /// <summary>The metric is less than or equal to <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition AtMost(string metric, double bound) => Of(ConditionSubject.Metric, metric, ConditionOperator.AtMost, bound);

    /// <summary>The metric is more than <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, exclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Above(string metric, double bound) => Of(ConditionSubject.Metric, metric, ConditionOperator.Above, bound);

    /// <summary>The metric is more than or equal to <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition AtLeast(string metric, double bound) => Of(ConditionSubject.Metric, metric, ConditionOperator.AtLeast, bound);

    /// <summary>The metric lies from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="from">The lower bound, inclusive.</param>
    /// <param name="to">The upper bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Between(string metric, double from, double to) =>
        new(ConditionSubject.Metric, metric, ConditionOperator.Between) { Bound = from, UpperBound = to };

    /// <summary>The metric is missing.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <returns>The condition.</returns>
    public static Condition IsMissing(string metric) => new(ConditionSubject.Metric, metric, ConditionOperator.Missing);

    /// <summary>The label is one of some texts, compared exactly (by UTF-16 code unit).</summary>
    /// <param name="label">The label's name.</param>
    /// <param name="values">The texts; their order means nothing.</param>
    /// <returns>The condition.</returns>
    public static Condition LabelIs(string label, params ReadOnlySpan<string> values) =>
        new(ConditionSubject.Label, label, ConditionOperator.Is) { Values = Texts(values, nameof(values)) };

    /// <summary>The label is there, and none of some texts, compared exactly (by UTF-16 code unit).</summary>
    /// <param name="label">The label's name.</param>
    /// <param name="values">The texts; their order means nothing.</param>
    /// <returns>The condition.</returns>
    public static Condition LabelIsNot(string label, params ReadOnlySpan<string> values) =>
        new(ConditionSubject.Label, label, ConditionOperator.IsNot) { Values = Texts(values, nameof(values)) };

    /// <summary>The label is missing.</summary>
    /// <param name="label">The label's name.</param>
    /// <returns>The condition.</returns>
    public static Condition LabelIsMissing(string label) => new(ConditionSubject.Label, label, ConditionOperator.Missing);

    /// <summary>The dimension has data, and its points do not reach <paramref name="points"/>.</summary>
    /// <param name="dimension">The dimension's name.</param>
    /// <param name="points">The points; a computed number reaches them from the tolerance of tiers below them on.</param>
    /// <returns>The condition; for guardrails and actions.</returns>
    public static Condition DimensionBelow(string dimension, double points) =>
        Of(ConditionSubject.Dimension, dimension, ConditionOperator.Below, points);

    /// <summary>The dimension has data, and its points reach <paramref name="points"/>.</summary>
    /// <param name="dimension">The dimension's name.</param>
    /// <param name="points">The points; a computed number reaches them from the tolerance of tiers below them on.</param>
    /// <returns>The condition; for guardrails and actions.</returns>
    public static Condition DimensionAtLeast(string dimension, double points) =>
        Of(ConditionSubject.Dimension, dimension, ConditionOperator.AtLeast, points);

    /// <summary>There is a score, and it does not reach <paramref name="score"/>.</summary>
    /// <param name="score">The score, 0 to 100; a computed score reaches it from the tolerance of tiers below it on.</param>
    /// <returns>The condition; for actions.</returns>
    public static Condition ScoreBelow(double score) => Of(ConditionSubject.Score, "", ConditionOperator.Below, score);

    /// <summary>There is a score, and it reaches <paramref name="score"/>.</summary>
    /// <param name="score">The score, 0 to 100; a computed score reaches it from the tolerance of tiers below it on.</param>
    /// <returns>The condition; for actions.</returns>
    public static Condition ScoreAtLeast(double score) => Of(ConditionSubject.Score, "", ConditionOperator.AtLeast, score);

    /// <summary>The customer is in one of some tiers.</summary>
    /// <param name="tiers">The names of tiers; their order means nothing.</param>
    /// <returns>The condition; for actions.</returns>
    public static Condition TierIs(params ReadOnlySpan<string> tiers) =>
        new(ConditionSubject.Tier, "", ConditionOperator.Is) { Values = Texts(tiers, nameof(tiers)) };

    /// <summary>Every part holds.</summary>
    /// <param name="parts">The parts, at least one. A part may join conditions itself, but not conditions that join others.</param>
    /// <returns>The condition.</returns>
    public static Condition All(params ReadOnlySpan<Condition> parts) => Joined(ConditionOperator.All, parts);

    /// <summary>At least one part holds.</summary>
    /// <param name="parts">The parts, at least one. A part may join conditions itself, but not conditions that join others.</param>
    /// <returns>The condition.</returns>
    public static Condition Any(params ReadOnlySpan<Condition> parts) => Joined(ConditionOperator.Any, parts);

    /// <summary>The condition in words, as in <c>days-overdue is at least 30</c> or <c>seats is at least 500 or plan is enterprise</c>.</summary>
    /// <returns>A line without a full stop.</returns>
    public override string ToString() => Operator switch
    {
        ConditionOperator.All => Join(" and "),
        ConditionOperator.Any => Join(" or "),
        _ => $"{Asked} is {Comparison}",
    };

    /// <summary>What it asks about, in words.</summary>
    internal string Asked => Subject switch
    {
        ConditionSubject.Score => "score",
        ConditionSubject.Tier => "tier",
        _ => Name,
    };

    /// <summary>What it compares with, as in <c>at least 30</c>.</summary>
    internal string Comparison => Operator switch
    {
        ConditionOperator.Below => $"below {Number.Text(Bound)}",
        ConditionOperator.AtMost => $"at most {Number.Text(Bound)}",
        ConditionOperator.Above => $"above {Number.Text(Bound)}",
        ConditionOperator.AtLeast => $"at least {Number.Text(Bound)}",
        ConditionOperator.Between => $"between {Number.Text(Bound)} and {Number.Text(UpperBound)}",
        ConditionOperator.Is => string.Join(" or ", Values),
        ConditionOperator.IsNot => Values.Count == 1 ? $"not {Values[0]}" : $"none of {string.Join(", ", Values)}",
        _ => "missing",
    };

    /// <summary>The conditions of which it is made that join no others; itself, if it joins none.</summary>
    public IEnumerable<Condition> Leaves => Parts.Count == 0 ? [this] : Parts.SelectMany(part => part.Leaves);

    private static Condition Of(ConditionSubject subject, string name, ConditionOperator comparison, double bound) =>
        new(subject, name, comparison) { Bound = bound, UpperBound = bound };

    private static Condition Joined(ConditionOperator joined, ReadOnlySpan<Condition> parts)
    {
        foreach (Condition part in parts)
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
        return new(ConditionSubject.Conditions, "", joined) { Parts = [.. parts] };
    }

    private static IReadOnlyList<string> Texts(ReadOnlySpan<string> values, string parameter)
    {
        foreach (string value in values)
            ArgumentNullException.ThrowIfNull(value, parameter);
        return [.. values];
    }

    private string Join(string word) => string.Join(word, Parts.Select(part => part.Parts.Count > 1 ? $"({part})" : part.ToString()));
}
