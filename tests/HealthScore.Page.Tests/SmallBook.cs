using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.Page;

/// <summary>
/// Sixty accounts over ten nights: two segments, a profile that changes, a metric that is missing now and then, actions and an override.
/// </summary>
internal static class SmallBook
{
    public const int Size = 60;

    public static DateTimeOffset[] Nights { get; } =
        [.. Enumerable.Range(0, 10).Select(week => new DateTimeOffset(2026, 9, 21, 2, 0, 0, TimeSpan.Zero).AddDays(7 * week))];

    public static ScoringProfile Profile { get; } = ProfileFrom(40);

    public static IMetric<Account>[] Metrics { get; } =
    [
        HealthMetric.From<Account>("active-days", (account, asOf) => (account.Number * 7 + asOf.DayOfYear / 7 * 3) % 21),
        HealthMetric.From<Account>("open-tickets", (account, _) => account.Number % 9),
        HealthMetric.From<Account>("nps", (account, asOf) =>
            (account.Number + asOf.DayOfYear) % 11 == 0 ? Measurement.NoValue : new Measurement(account.Number * 13 % 201 - 100, asOf.AddDays(-20))),
    ];

    public static Account[] Accounts { get; } = [.. Enumerable.Range(0, Size).Select(number => new Account(number))];

    public static async Task RunAsync(ITrackingStore store)
    {
        await store.AddOverrideAsync("", new("first", "account-05", ScoreOverride.OfTier("thriving", "signed for three years", "Bo", Nights[8],
            new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero))), CancellationToken.None);
        foreach (DateTimeOffset night in Nights)
        {
            HealthScorer<Account> scorer = new(night < Nights[5] ? ProfileFrom(45) : Profile, Metrics,
                new() { SegmentBy = account => account.Number % 3 == 0 ? "enterprise" : null });
            await new TrackingRun<Account>(scorer, store, Options("", Accounts)).RunAsync(night);
        }
    }

    public static TrackingRunOptions<Account> Options(string scoring, IReadOnlyCollection<Account> accounts) => new()
    {
        Scoring = scoring,
        IdBy = account => account.Id,
        WeightBy = account => 1000 + account.Number * 10,
        Customers = (_, _) => accounts.ToAsyncEnumerable(),
        TimeProvider = new LateClock(),
    };

    /// <summary>A report of thirty accounts, of which the eight with the fewest active days left.</summary>
    public static EvidenceReport Report()
    {
        ScoringProfile profile = ScoringProfile.Create("evidence", p => p
            .Dimension("adoption", weight: 1, d => d.Metric("active-days", Curve.Linear(worst: 0, best: 30)))
            .Tier("low", from: 0).Tier("high", from: 50));
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["active-days"] = new(Enumerable.Range(0, 30).Select(day => (double)day).ToArray()),
            },
            Customers = Enumerable.Range(0, 30).ToArray(),
            AsOf = Enumerable.Repeat(Nights[0], 30).ToArray(),
            Outcomes = Enumerable.Range(0, 30).Select(day => (byte)(day < 8 ? 1 : 0)).ToArray(),
        }, new OutcomeWindow(TimeSpan.FromDays(30)), Outcome.Churned);
        return new(Backtest.Run(profile, book));
    }

    private static ScoringProfile ProfileFrom(double steady) => ScoringProfile.Create("accounts", p => p
        .Dimension("adoption", weight: 2, d => d.Metric("active-days", Curve.Linear(worst: 0, best: 20)))
        .Dimension("relation", weight: 1, d => d
            .Metric("open-tickets", Curve.SCurve(worst: 8, best: 0)).Metric("nps", Curve.Linear(worst: -100, best: 100)))
        .Segment("enterprise", s => s.Weight("relation", 2))
        .Cap("silent", 30, when: Condition.AtMost("active-days", 1))
        .Tier("critical", from: 0).Tier("steady", from: steady).Tier("thriving", from: 75)
        .Action("rescue-call", a => a.InTier("critical").Describe("Call the sponsor this week."))
        .Action("offer-training", a => a.InTier("steady")));

    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Nights[^1].AddHours(1);
    }
}
