using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The same metrics and options by another profile.</summary>
public sealed class WithProfileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IMetric<Account>[] Metrics =
    [
        HealthMetric.From<Account>("logins", account => account.Logins),
        HealthMetric.From<Account>("nps", account => account.Nps),
    ];

    private static ScoringProfile Before { get; } = ScoringProfile.Create("before", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20))).Tier("low", 0).Tier("high", 50));

    // Half of 10 of 20 logins and 80 of 100 points is 65; in the segment "small", whose curve ends at 10 logins, half of 100 and 80 is 90.
    private static ScoringProfile After { get; } = ScoringProfile.Create("after", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20)).Metric("nps", Curve.Linear(0, 100)))
        .Tier("low", 0).Tier("high", 50)
        .Segment("small", s => s.Curve("logins", Curve.Linear(0, 10))));

    [Fact]
    public void It_scores_by_the_other_profile_and_the_first_scorer_stays_as_it_is()
    {
        var scorer = new HealthScorer<Account>(Before, Metrics, new()
        {
            SegmentBy = account => account.Size,
            OverrideBy = (account, asOf) => account.Nps is null ? ScoreOverride.OfScore(7, "no answer", "me", asOf, asOf.AddDays(1)) : null,
            TimeProvider = new FakeTimeProvider(Now),
        });
        HealthScorer<Account> other = scorer.WithProfile(After);

        Assert.Equal((Before, After), (scorer.Profile, other.Profile));
        HealthScore score = other.Score(new(10, 80, "large"));
        Assert.Equal((65.0, "high", Now, "after"), (score.Value!.Value, score.Tier, score.AsOf, score.ProfileName));
        Assert.Equal(90, other.Score(new(10, 80, "small")).Value);
        Assert.Equal(7, other.Score(new(10, null, "small")).Value);
        Assert.Equal(50, scorer.Score(new(10, 80, "small")).Value);
    }

    [Fact]
    public void Metrics_that_the_other_profile_names_and_nobody_has_are_listed()
    {
        var scorer = new HealthScorer<Account>(Before, Metrics);
        ScoringProfile unknown = ScoringProfile.Create("unknown", p => p
            .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20)).Metric("csat", Curve.Linear(0, 5)).Metric("seats", Curve.Linear(0, 9)))
            .Tier("low", 0));

        InvalidRegistrationException refused = Assert.Throws<InvalidRegistrationException>(() => scorer.WithProfile(unknown));
        Assert.Equal("""
            The scorer of profile 'unknown' has 2 errors:
            - metric 'csat': profile 'unknown' names it, and it is not registered; register a metric of that name
            - metric 'seats': profile 'unknown' names it, and it is not registered; register a metric of that name
            """.ReplaceLineEndings("\n"), refused.Message);
        Assert.Throws<ArgumentNullException>(() => scorer.WithProfile(null!));
        Assert.Equal(50, scorer.Score(new(10, 80, "small")).Value);
    }

    private sealed record Account(double Logins, double? Nps, string Size);
}
