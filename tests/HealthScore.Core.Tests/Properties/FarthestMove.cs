namespace HealthScoring.Tests.Properties;

/// <summary>How far a score before guardrails may move while data only age: section 4 of the semantics, which asks no scorer.</summary>
internal static class FarthestMove
{
    /// <summary>The most points between the scores of one customer, whose data are as old as before or older after.</summary>
    public static double Of(
        ProfileDraft profile, IReadOnlyDictionary<string, Measurement> before, IReadOnlyDictionary<string, Measurement> after)
    {
        bool added = profile.Formula.Kind == FormulaKind.Points;
        return Bounded(Join(profile.Formula.Kind, profile.Dimensions.Where(dimension => dimension.Weight > 0).Select(dimension =>
        {
            Part[] metrics = [.. dimension.Metrics.Where(metric => metric.Weight > 0)
                .Select(metric => MetricPart(metric, before[metric.Name], after[metric.Name]))];
            double was = metrics.Max(part => part.Before), remains = metrics.Max(part => part.After);
            double moved = Join(dimension.Formula.Kind, metrics);
            return added && dimension.Formula.Kind == FormulaKind.Points
                ? new Part(dimension.Weight, 1, 1, 0, moved + (was - remains) * Math.Abs(dimension.Formula.InitialPoints))
                : new Part(dimension.Weight, was, remains, 100, Bounded(moved));
        })));
    }

    /// <summary>The share of a dimension's weight that has data.</summary>
    public static double Coverage(DimensionDraft dimension, IReadOnlyDictionary<string, Measurement> customer) =>
        dimension.Metrics.Sum(metric => metric.Weight * Counts(metric, customer[metric.Name])) / dimension.Metrics.Sum(metric => metric.Weight);

    private static double Bounded(double move) => Math.Min(move, 100);

    private static Part MetricPart(MetricDraft metric, Measurement before, Measurement after)
    {
        (double was, double remains) = (Counts(metric, before), Counts(metric, after));
        double points = before.Value is { } value ? metric.Curve.Build().Evaluate(value) : 0;
        return metric.Missing.Kind == MissingPolicyKind.Points
            ? new(metric.Weight, 1, 1, 0, (was - remains) * Math.Abs(points - metric.Missing.FixedPoints))
            : new(metric.Weight, was, remains, Math.Abs(points), 0);
    }

    private static double Counts(MetricDraft metric, Measurement measurement)
    {
        if (measurement.Value is null || metric.Freshness is not { } freshness)
            return measurement.Value is null ? 0 : 1;
        (double age, double fresh, double stale) = (Trial.Age(measurement), freshness.FreshFor.Ticks / 864e9, freshness.StaleAfter.Ticks / 864e9);
        return double.IsNaN(age) ? 0 : Math.Clamp((stale - age) / (stale - fresh), 0, 1);
    }

    private static double Join(FormulaKind formula, IEnumerable<Part> all)
    {
        Part[] parts = [.. all.Where(part => part.Before > 0)];
        double farthest = parts.Where(part => part.After > 0).Select(part => part.Moved).DefaultIfEmpty(0).Max();
        return formula switch
        {
            _ when parts.Length == 0 => 0,
            FormulaKind.WeightedMean =>
                100 * parts.Sum(part => part.Weight * (part.Before - part.After)) / parts.Sum(part => part.Weight * part.Before) + farthest,
            FormulaKind.Points => parts.Sum(part => (part.Before - part.After) * part.Points + part.After * part.Moved),
            _ => parts.Any(part => part.After == 0) ? 100 : farthest,
        };
    }

    /// <summary>A metric or dimension: how much it counted and still counts, its points at most, and how far they themselves moved.</summary>
    private readonly record struct Part(double Weight, double Before, double After, double Points, double Moved);
}
