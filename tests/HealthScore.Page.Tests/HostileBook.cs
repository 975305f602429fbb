using HealthScoring.Hosting;

namespace HealthScoring.Tests.Page;

/// <summary>A book in which every name that a user can choose is markup.</summary>
internal static class HostileBook
{
    public const string Scoring = "hostile";

    private const string Markup = PageServer.Hostile;

    public static async Task RunAsync(ITrackingStore store, string[] ids)
    {
        ScoringProfile profile = ScoringProfile.Create(Markup + " profile", p => p
            .Dimension(Markup + " dimension", weight: 1, d => d
                .Metric(Markup + " metric", Curve.Linear(worst: 0, best: 20), metric => metric.Unit(Markup + " unit"))
                .Metric("gone", Curve.Linear(worst: 0, best: 1)))
            .Cap(Markup + " guardrail", 60, when: Condition.AtLeast(Markup + " metric", 3), rule => rule.Describe(Markup + " description"))
            .Tracking(t => t.Margin(2))
            .Tier(Markup + " low", from: 0).Tier(Markup + " high", from: 50)
            .Action(Markup + " action", a => a.InTier(Markup + " low").InTier(Markup + " high").Describe(Markup + " description")));
        HealthScorer<Account> scorer = new(profile,
        [
            HealthMetric.From<Account>(Markup + " metric", (account, asOf) => (account.Number * 3 + asOf.DayOfYear) % 21),
            HealthMetric.From<Account>("gone", (account, asOf) => asOf == SmallBook.Nights[0] ? 1 : throw new InvalidOperationException(Markup)),
        ]);
        Account[] accounts = [.. ids.Select((id, number) => new Account(number, id))];
        await store.AddOverrideAsync(Scoring, new("hostile", ids[0], ScoreOverride.OfScore(3, Markup + " reason", Markup + " author",
            SmallBook.Nights[0], new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero))), CancellationToken.None);
        TrackingRunOptions<Account> options = SmallBook.Options(Scoring, accounts);
        (options.MaxLostShare, options.MaxFaultyShare) = (1, 1);
        foreach (DateTimeOffset night in SmallBook.Nights[..3])
            await new TrackingRun<Account>(scorer, store, options).RunAsync(night);
    }
}
