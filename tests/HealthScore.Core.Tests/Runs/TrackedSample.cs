using HealthScoring.Hosting;
using HealthScoring.Portfolios;

namespace HealthScoring.Tests.Runs;

/// <summary>What a run would give a store.</summary>
internal static class TrackedSample
{
    public static readonly ScoringProfile Profile = ScoringProfile.Create("trial", p => p
        .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10)))
        .Tier("low", 0)
        .Tier("high", 50));

    private static readonly HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer = StoredMeasurements.ScorerFor(Profile);

    public static PortfolioSummary Summary { get; } = new PortfolioTally(Profile).ToSummary();

    /// <summary>The instant of a day's run, to the tenth of a microsecond.</summary>
    public static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 11, 1, 2, 3, 4, TimeSpan.Zero).AddTicks(1234567).AddDays(day);

    public static StoredScore Score(DateTimeOffset asOf, double value = 7) =>
        new(Scorer.Score(new Dictionary<string, Measurement>(StringComparer.Ordinal) { ["m"] = value }, asOf));

    public static TrackedCustomer Customer(string id, int day, int events = 0, string scoring = "") => new(
        id, "high", 12.5, $"{{\"day\":{day}}}", Score(Day(day)),
        [.. Enumerable.Range(0, events).Select(ordinal => Event(id, day, ordinal, scoring))]);

    public static HealthEvent Event(string id, int day, int ordinal, string scoring = "") => new()
    {
        Scoring = scoring,
        CustomerId = id,
        AsOf = Day(day),
        Ordinal = ordinal,
        Kind = HealthEventKind.ActionDue,
        Text = $"event {ordinal}",
        Action = "call",
    };
}
