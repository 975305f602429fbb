using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The score of a parent, from the scores of its children.</summary>
public sealed class ParentScore
{
    private readonly ParentPlan _plan;

    internal ParentScore(ParentPlan plan, double? value, double coverage, (int All, int Unscored, int Unweighted) children, double weight,
        ChildScore? costliest)
    {
        (_plan, Value, Coverage, Weight, CostliestChild) = (plan, value, coverage, weight, costliest);
        (Children, UnscoredChildren, UnweightedChildren) = children;
        TierIndex = value is { } score ? Array.FindLastIndex(plan.TierCuts, cut => cut <= score) : -1;
    }

    /// <summary>The score, 0 to 100; <see langword="null"/> for a parent without one.</summary>
    public double? Value { get; }

    /// <summary>The tier, of the parents' own tiers where the profile has some; <see langword="null"/> for an unscored parent.</summary>
    public string? Tier => TierIndex < 0 ? null : _plan.Tiers[TierIndex].Name;

    /// <summary>The index of <see cref="Tier"/>, 0 for the lowest; -1 for an unscored parent.</summary>
    [JsonIgnore]
    public int TierIndex { get; }

    /// <summary>The share of the children's weight that has a score, 0 to 1; 0 where no scored child has a weight above 0.</summary>
    public double Coverage { get; }

    /// <summary>How many children there are.</summary>
    public int Children { get; }

    /// <summary>How many of them have no score; under <see cref="RollUpRule.ShareBelow"/>, no tier.</summary>
    public int UnscoredChildren { get; }

    /// <summary>How many of them have no known weight. They are in no sum.</summary>
    public int UnweightedChildren { get; }

    /// <summary>The sum of the children's weights.</summary>
    public double Weight { get; }

    /// <summary>
    /// The child that takes most from the parent's 100 points: by its score and weight, by its score under <see cref="RollUpRule.Lowest"/>, and by
    /// its weight below the tier under <see cref="RollUpRule.ShareBelow"/>. <see langword="null"/> where none takes any.
    /// </summary>
    public ChildScore? CostliestChild { get; }

    /// <summary>The whole story as text for people: the score, how it came about, and the child that takes most.</summary>
    /// <param name="parent">What to call the parent, or <see langword="null"/> to leave it out.</param>
    /// <returns>Lines of plain text, with line feeds on every platform. Scores are rounded down, points and shares to one decimal.</returns>
    public string Explain(string? parent = null)
    {
        string headline = Value is { } value ? $"{_plan.Precision.Text(value)} of 100, {Meaning(_plan.Tiers[TierIndex])}" : "unscored";
        var report = new ReportWriter($"{headline}: {Rule(Counted(Children - UnscoredChildren))}", parent);
        if (CostliestChild is { } child)
            report.Line($"{child}: {Standing(child)}, {Number.Percent(child.Weight / Weight)} of the weight");
        report.Line($"coverage: {(Value is null && Coverage > 0 ? Number.Below(Coverage, _plan.MinimumCoverage) : Number.Percent(Coverage))}"
            + (UnscoredChildren == 0 ? "" : $"; unscored: {Counted(UnscoredChildren)}")
            + (UnweightedChildren == 0 ? "" : $"; without a weight: {Counted(UnweightedChildren)}"));
        return report.ToString();
    }

    /// <summary>The score, rounded down, the tier, and how many children there are.</summary>
    /// <returns>As in <c>63.4 (steady) from 4 of 5 children</c> or <c>unscored from 0 of 2 children</c>.</returns>
    public override string ToString() =>
        $"{(Value is { } value ? $"{_plan.Precision.Text(value)} ({Tier})" : "unscored")}"
        + $" from {Number.Count(Children - UnscoredChildren)} of {Counted(Children)}";

    private string Rule(string children) => _plan.Rule switch
    {
        RollUpRule.Lowest => $"the lowest of {children}",
        RollUpRule.ShareBelow => $"the share of {children} not below {_plan.BelowName}",
        _ => $"the weighted mean of {children}",
    };

    private static string Meaning(Tier tier) => tier.Description is null ? tier.Name : $"{tier.Name} ({tier.Description})";

    private string Standing(ChildScore child) =>
        child.Value is { } score ? $"{_plan.ChildPrecision.Text(score)} ({child.Tier})" : $"unscored ({child.Tier})";

    private static string Counted(int children) => children == 1 ? "1 child" : $"{Number.Count(children)} children";
}
