using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Margins that are too wide for the tiers. One mistake is one error, word for word.</summary>
public sealed class BadMarginTests
{
    private const string Narrow = "$.tracking.margin (line 2): a margin of";

    [Fact]
    public void More_than_half_of_a_tier() => Refused(
        [Margin(16)],
        $"{Narrow} 16 is more than half of tier 'Stable', which is 30 wide; use at most 15, or widen the tier");

    [Fact]
    public void More_than_half_of_a_tier_as_a_segment_has_it() => Refused(
        [Margin(12)],
        $"{Narrow} 12 is more than half of tier 'Stable' in segment 'small', which is 20 wide; use at most 10, or widen the tier");

    [Fact]
    public void A_margin_that_is_none_is_not_compared_with_the_tiers() => Refused(
        [Margin(101)],
        "$.tracking.margin (line 2): 101 points are no margin; give 0 or a few points");

    [Fact]
    public void A_margin_as_wide_as_all_scores_is_compared_with_two_tiers() => Assert.Equal(
        "The profile 'p' has an error:\n- $.tracking.margin: a margin of 100 is more than half of tier 'low', which is 50 wide; "
            + "use at most 25, or widen the tier",
        Assert.Throws<InvalidProfileException>(() => Create(100, p => p.Tier("low", 0).Tier("high", 50))).Message);

    [Fact]
    public void A_margin_means_nothing_where_there_is_one_tier() =>
        Assert.Equal(100, Create(100, p => p.Tier("all", 0)).Tracking.Margin);

    [Fact]
    public void A_margin_is_compared_with_half_a_tier_as_scores_are_with_limits()
    {
        static ScoringProfile With(double margin) => Create(margin, p => p.Tier("low", 0).Tier("high", 20));

        Assert.Equal(10.000000001, With(10.000000001).Tracking.Margin);
        Assert.Equal(
            "The profile 'p' has an error:\n- $.tracking.margin: a margin of 10.000000002 is more than half of tier 'low', which is 20 wide; "
                + "use at most 10, or widen the tier",
            Assert.Throws<InvalidProfileException>(() => With(10.000000002)).Message);
    }

    [Fact]
    public void Tiers_out_of_order_say_nothing_about_a_margin() => Refused(
        [Margin(5), (""" "Stable", "from": 40""", """ "Stable", "from": 80""")],
        "$.tiers[2].from (line 27): "
            + "'Healthy' starts at 70, not above 'Stable' at 80; list the tiers by rising score, each with a start of its own");

    [Fact]
    public void Tiers_that_a_segment_mixes_up_say_nothing_about_a_margin() => Refused(
        [Margin(5), (""" "tiers": { "Healthy": 60 }""", """ "tiers": { "Stable": 75 }""")],
        "$.segments[0].tiers (line 40): "
            + "'Healthy' starts at 70, not above 'Stable' at 75; list the tiers by rising score, each with a start of its own");

    // A start of a tier that is no number has no error of its own then.
    [Fact]
    public void Segments_given_twice_say_nothing_about_a_margin() => Refused(
        """
        { "name": "p", "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
          "tiers": [{ "name": "low", "from": 0 }, { "name": "high", "from": 50 }], "tracking": { "margin": 5 },
          "segments": [{ "name": "s", "tiers": { "high": "x" } }],
          "segments": [] }
        """,
        """$.segments (line 4): "segments" is given twice; keep one of them""");

    private static (string Old, string New) Margin(int points) =>
        (""" "name": "b2b",""", $$""" "name": "b2b", "tracking": { "margin": {{points}} },""");

    private static ScoringProfile Create(double margin, Action<ScoringProfileBuilder> tiers) => ScoringProfile.Create("p", p =>
    {
        p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))).Tracking(t => t.Margin(margin));
        tiers(p);
    });
}
