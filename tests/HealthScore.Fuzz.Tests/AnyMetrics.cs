namespace HealthScoring.Tests.Fuzz;

/// <summary>Metrics of any profile, whose values are random.</summary>
internal static class AnyMetrics
{
    private static readonly double?[] Numbers = [null, double.NaN, 0, -0.0, 1, 0.5, 1e300, -1e300, double.Epsilon, 49.999999999, 50, 100, 7];
    private static readonly string?[] Texts = [null, "", "bank", "free", "any"];

    public static double? Number(Random random) => random.Next(2) == 0 ? random.GetItems(Numbers, 1)[0] : random.NextDouble() * 120 - 10;

    public static IMetric<Random>[] Of(ScoringProfile profile) => [.. profile.MetricNames.Select(name => profile.Labels.Contains(name)
        ? HealthMetric.From<Random>(name, (random, _) => Measurement.OfLabel(random.GetItems(Texts, 1)[0]))
        : HealthMetric.From<Random>(name, (random, asOf) => new Measurement(Number(random), asOf.AddDays(-random.Next(60)))))];
}
