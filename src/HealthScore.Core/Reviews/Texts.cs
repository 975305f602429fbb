using System.Diagnostics;
using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Reviews;

/// <summary>Parts of a profile in a reviewer's words, which are those of the profile's JSON.</summary>
internal static class Texts
{
    private const int MostRawValues = 3;

    public static string Count(long number) => Number.Count(number);

    public static string Counted(long number, string unit) => Number.Counted(number, unit);

    /// <summary>Points with their sign, rounded to one decimal.</summary>
    public static string Signed(double points) => Number.Points(points) is var text && text[0] == '-' ? text : "+" + text;

    /// <summary>A weight, rounded to two decimals.</summary>
    public static string Weight(double weight) => weight.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string? Of(double? number) => number is { } given ? Number.Text(given + 0.0) : null;

    public static string? Quoted(string? text) => text is null ? null : $"\"{Excerpt.OfLine(text)}\"";

    public static string Of(Formula formula) => formula.Kind switch
    {
        FormulaKind.WeightedMean => "weightedMean",
        FormulaKind.Lowest => "lowest",
        _ => "points" + (formula.InitialPoints == 0 ? "" : $" with {Number.Text(formula.InitialPoints)} initial points"),
    };

    public static string Of(MissingPolicy missing) => missing.Kind switch
    {
        MissingPolicyKind.Required => "required",
        MissingPolicyKind.Points => $"{Number.Text(missing.FixedPoints)} points",
        _ => "exclude",
    };

    public static string? Of(Freshness? freshness) => freshness is null
        ? null
        : $"fresh for {Duration.Text(freshness.FreshFor)}, stale after {Duration.Text(freshness.StaleAfter)}";

    /// <summary>The curve as its author spelled it.</summary>
    public static string Of(Curve curve) => curve.Shape switch
    {
        CurveShape.Ramp ramp => $"{ramp.Member} worst {Number.Text(ramp.Worst)} best {Number.Text(ramp.Best)}",
        CurveShape.Target target => $"targetRange {string.Join(' ', target.Corners.Select(corner => $"{corner.Member} {Number.Text(corner.Value)}"))}",
        CurveShape.Pairs pairs => $"{pairs.Member} {string.Join(' ', pairs.Values.Select(knot => $"[{Number.Text(knot.X)}, {Number.Text(knot.Points)}]"))}",
        _ => throw new UnreachableException(),
    };

    /// <summary>What another curve means at the raw values where it changes most: <c>; at 5: 50.0 → 40.0 points</c>.</summary>
    public static string Effect(Curve before, Curve after)
    {
        double[] knots = [.. before.Knots.Concat(after.Knots).Select(knot => knot.X).Distinct().Order()];
        // Between two knots both are straight: the middle sees what a jump at its ends hides.
        IEnumerable<double> middles = knots.Zip(knots.Skip(1), (left, right) => left / 2 + right / 2);
        string[] effects = [.. knots.Concat(middles)
            .Select(value => (Value: value, Old: before.Evaluate(value), New: after.Evaluate(value)))
            .Where(at => Number.Points(at.Old) != Number.Points(at.New))
            .OrderByDescending(at => Math.Abs(at.New - at.Old)).ThenBy(at => at.Value)
            .Take(MostRawValues)
            .OrderBy(at => at.Value)
            .Select(at => $"at {Number.Raw(at.Value)}: {Number.Points(at.Old)} → {Number.Points(at.New)} points")];
        return effects.Length == 0 ? "" : $" ({string.Join(", ", effects)})";
    }

    public static string Of(ProfileMetric metric, string share) => Joined(
        $"weight {Number.Text(metric.Weight)}{share}", $"curve {Of(metric.Curve)}",
        metric.Missing.Kind == MissingPolicyKind.Exclude ? null : $"missing {Of(metric.Missing)}", Of(metric.Freshness),
        Labelled("unit", metric.Unit), Labelled("description", metric.Description));

    public static string Of(Signal signal) => Joined(Labelled("unit", signal.Unit), Labelled("description", signal.Description));

    public static string Of(Guardrail guardrail) => Joined(
        $"{Effect(guardrail)} when {guardrail.When}", guardrail.Immediate ? "immediate" : null, Labelled("description", guardrail.Description));

    public static string Effect(Guardrail guardrail) => guardrail.Effect switch
    {
        GuardrailEffect.Cap => $"cap {Number.Text(guardrail.Limit)}",
        GuardrailEffect.Floor => $"floor {Number.Text(guardrail.Limit)}",
        _ => "unscored",
    };

    public static string Of(Tier tier) => Joined($"from {Number.Text(tier.From)}", Labelled("description", tier.Description));

    public static string Of(ActionRule action) => Joined(
        Labelled("tier", action.Tier, quoted: false), Labelled("driver", action.Driver, quoted: false),
        action.Driver is null && action.PointsLost == 1 ? null : $"points lost {Number.Text(action.PointsLost)}",
        Labelled("guardrail", action.Guardrail, quoted: false), Labelled("segment", action.Segment, quoted: false),
        action.Priority is { } priority ? $"priority {Number.Text(priority)}" : null, Labelled("cool-down", action.CoolDown?.ToString(), quoted: false),
        Labelled("description", action.Description));

    private static string? Labelled(string label, string? text, bool quoted = true) =>
        text is null ? null : $"{label} {(quoted ? Quoted(text) : text)}";

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => part is not null));
}
