using HealthScoring.Analysis;
using HealthScoring.Tests.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class PortfolioSensitivityTests
{
    private static readonly ScoringProfile Two = Profile();

    [Fact]
    public void A_share_of_the_customers_may_go()
    {
        // (80 w + nps) / (w + 1) passes 50 at w = (50 - nps) / 30: at 1/3, 2/3 and 1/30 for these, and stays above for 55.
        HealthScore[] scores = [Score(Two, 80, 40), Score(Two, 80, 30), Score(Two, 80, 49), Score(Two, 80, 55)];
        double Lowest(double share) => PortfolioSensitivity.Of(Two, scores, share).Weights[2].Lowest;

        Assert.Equal(2 / 3.0, Lowest(0), 1e-9);
        Assert.Equal(1 / 3.0, Lowest(0.25), 1e-9);
        Assert.Equal(1 / 3.0, Lowest(0.49), 1e-9);
        Assert.Equal(1 / 30.0, Lowest(0.5), 1e-9);
        Assert.Equal(1e-9, Lowest(0.75));
        Assert.Equal("""
            weights that keep the tier of all but 25.0 % of 4 customers
              mood: 1, up to 3
                nps: 1, any weight
              use: 1, from 0.3334 on
                days: 1, any weight

            """, PortfolioSensitivity.Of(Two, scores, 0.25).Explain());
    }

    [Fact]
    public void A_segment_with_a_weight_of_its_own_is_not_affected_by_the_profiles()
    {
        ScoringProfile profile = Profile(to => to.Signal("seats").Segment("own", own => own.When(Condition.Above("seats", 0)).Weight("use", 4)));
        HealthScore inSegment = Score(profile, 80, 40, ("seats", 5)), inBase = Score(profile, 80, 40);

        PortfolioSensitivity own = PortfolioSensitivity.Of(profile, [inSegment], 0);
        Assert.Equal("use: 1, any weight", own.Weights[2].ToString());
        Assert.Equal("mood: 1, up to 12", own.Weights[0].ToString());
        Assert.Equal("use: 1, from 0.3334 on", PortfolioSensitivity.Of(profile, [inSegment, inBase], 0.49).Weights[2].ToString());
    }

    [Fact]
    public void A_customer_stays_in_the_segment_that_its_host_named()
    {
        ScoringProfile profile = Profile(to => to.Segment("own", own => own.Weight("mood", 3)));
        var scorer = StoredMeasurements.ScorerFor(profile, new() { SegmentBy = _ => "own" });
        HealthScore score = scorer.Score(new Dictionary<string, Measurement> { ["days"] = 80, ["nps"] = 40 }, Accounts.AsOf);

        // (80 w + 40 · 3) / (w + 3) is 50 at w = 1.
        Assert.Equal(1, PortfolioSensitivity.Of(profile, [score], 0).Weights[2].Lowest, 1e-9);
    }

    [Fact]
    public void Scores_that_cannot_be_compared_are_refused()
    {
        ScoringProfile other = Profile(to => to.MinimumCoverage(0.5));
        HealthScore score = Score(Two, 80, 40);
        string Refused(params HealthScore[] scores) => Assert.Throws<ArgumentException>(() => PortfolioSensitivity.Of(Two, scores, 0.05)).Message;

        Assert.Equal("There are no scores; give at least one. (Parameter 'scores')", Refused());
        Assert.Equal("Score 1 is null. (Parameter 'scores')", Refused(score, null!));
        Assert.Equal($"Score 2 is by profile two ({other.Fingerprint[..12]}), not by two ({Two.Fingerprint[..12]}); "
            + "give scores by that profile. (Parameter 'scores')", Refused(score, score, Score(other, 80, 40)));
        Assert.Throws<ArgumentNullException>("profile", () => PortfolioSensitivity.Of(null!, [score], 0));
        Assert.Throws<ArgumentNullException>("scores", () => PortfolioSensitivity.Of(Two, null!, 0));
        Assert.All([-0.1, 1.1, double.NaN], share => Assert.StartsWith("A share goes from 0 to 1. (Parameter 'share')",
            Assert.Throws<ArgumentOutOfRangeException>(() => PortfolioSensitivity.Of(Two, [score], share)).Message, StringComparison.Ordinal));
    }

    private static ScoringProfile Profile(Action<ScoringProfileBuilder>? more = null) => ScoringProfile.Create("two", to =>
    {
        to.Dimension("use", 1, all => all.Metric("days", Scored.Same)).Dimension("mood", 1, all => all.Metric("nps", Scored.Same))
            .Tier("low", 0).Tier("middle", 50).Tier("high", 80.1);
        more?.Invoke(to);
    });

    private static HealthScore Score(ScoringProfile profile, double days, double nps, params (string Name, Measurement Value)[] others) =>
        Accounts.Of(profile, [("days", days), ("nps", nps), .. others]);
}
