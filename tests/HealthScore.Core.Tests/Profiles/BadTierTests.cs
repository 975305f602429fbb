using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Tiers that leave a score without a tier, or with two. One mistake is one error, word for word.</summary>
public sealed class BadTierTests
{
    [Fact]
    public void A_first_tier_above_0() => Refused(
        [(""" "At risk", "from": 0""", """ "At risk", "from": 10""")],
        "$.tiers[0].from (line 25): "
            + "the first tier, 'At risk', starts at 10; let the first tier start at 0, so that every score has a tier");

    [Theory]
    [InlineData(60.1, 70.1, 5)]
    [InlineData(30.3, 40.3, 5)]
    [InlineData(44.1, 64.1, 10)]
    public void A_margin_of_half_a_tier_is_none_more(double from, double to, double margin)
    {
        ScoringProfile With(double asked) => ScoringProfile.Create("halves", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))).Tier("low", 0).Tier("middle", from).Tier("high", to)
            .Tracking(t => t.Margin(asked)));

        Assert.Equal(margin, With(margin).Tracking.Margin);
        Assert.Equal((to - from) / 2, With((to - from) / 2).Tracking.Margin);
        Assert.Equal($"a margin of {margin + 0.1:0.0##} is more than half of tier 'middle', which is {2 * margin} wide",
            Assert.Single(Assert.Throws<InvalidProfileException>(() => With(margin + 0.1)).Errors).Problem);
    }

    [Fact]
    public void Tiers_out_of_order() => Refused(
        [(""" "Stable", "from": 40""", """ "Stable", "from": 80"""), ("\"tiers\": { \"Healthy\": 60 },\n      ", "")],
        "$.tiers[2].from (line 27): "
            + "'Healthy' starts at 70, not above 'Stable' at 80; list the tiers by rising score, each with a start of its own");

    [Fact]
    public void Two_tiers_with_one_name() => Refused(
        [(""" "name": "Stable" """, """ "name": "Healthy" """)],
        "$.tiers[2].name (line 27): 'Healthy' is also the name of $.tiers[1]; give it a name of its own");

    [Fact]
    public void Two_tiers_from_one_score() => Refused(
        [(""" "Stable", "from": 40""", """ "Stable", "from": 70""")],
        "$.tiers[2].from (line 27): "
            + "'Healthy' starts at 70, not above 'Stable' at 70; list the tiers by rising score, each with a start of its own");

    [Fact]
    public void A_tier_from_above_100() => Refused(
        [(""" "Healthy", "from": 70""", """ "Healthy", "from": 101""")],
        "$.tiers[2].from (line 27): 'Healthy' starts at 101; use a start from 0 to 100");

    [Fact]
    public void A_tier_start_that_is_not_a_number_is_one_error() => Refused(
        [(""" "Healthy", "from": 70""", """ "Healthy", "from": "70" """)],
        """$.tiers[2].from (line 27): "70" is text, not a number; remove the quotes""");

    [Fact]
    public void A_segment_that_mixes_up_the_tiers() => Refused(
        [(""" "tiers": { "Healthy": 60 }""", """ "tiers": { "Stable": 75 }""")],
        "$.segments[0].tiers (line 40): "
            + "'Healthy' starts at 70, not above 'Stable' at 75; list the tiers by rising score, each with a start of its own");

    [Fact]
    public void A_segment_whose_first_tier_is_above_0() => Refused(
        [(""" "tiers": { "Healthy": 60 }""", """ "tiers": { "At risk": 5 }""")],
        "$.segments[0].tiers['At risk'] (line 40): "
            + "the first tier, 'At risk', starts at 5; let the first tier start at 0, so that every score has a tier");
}
