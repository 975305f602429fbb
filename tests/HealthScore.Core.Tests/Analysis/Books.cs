using HealthScoring.Analysis;
using HealthScoring.Columns;

namespace HealthScoring.Tests.Analysis;

/// <summary>Books of one number a customer, and others drawn at random.</summary>
internal static class Books
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly OutcomeWindow Window = new(TimeSpan.FromDays(90));

    /// <summary>A profile whose score is its one metric.</summary>
    public static ScoringProfile Health { get; } = ScoringProfile.Create("health", p => p
        .Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)))
        .Tier("at-risk", 0).Tier("steady", 40).Tier("thriving", 80));

    /// <summary>
    /// One row a customer, or as many as <paramref name="customers"/> repeats; the host names segment big for some where that is given.
    /// </summary>
    public static OutcomeBook Of(double[] health, IEnumerable<bool> churned, double[]? revenue = null, int[]? customers = null,
        Outcome outcome = Outcome.Churned, IEnumerable<bool>? big = null) => OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["health"] = new(health) },
            Customers = customers ?? [.. Enumerable.Range(0, health.Length)],
            AsOf = customers is null ? Enumerable.Repeat(Start, health.Length).ToArray()
                : health.Select((_, i) => Start.AddDays(customers.Take(i).Count(customer => customer == customers[i]))).ToArray(),
            Outcomes = churned.Select(one => (byte)(one ? 1 : 0)).ToArray(),
            Weights = revenue ?? [],
            Segments = big is null ? default : MetricColumn.OfLabels(big.Select(one => one ? 0 : -1).ToArray(), (string[])["big"]),
        }, Window, outcome);
}
