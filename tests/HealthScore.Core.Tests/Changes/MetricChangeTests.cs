using HealthScoring.Changes;
using Xunit;
using static HealthScoring.Tests.Changes.Compared;

namespace HealthScoring.Tests.Changes;

public sealed class MetricChangeTests
{
    private static readonly Freshness Month = new(TimeSpan.FromDays(30), TimeSpan.FromDays(90));

    [Fact]
    public void Two_metrics_of_a_weighted_mean_each_get_their_share_of_their_points()
    {
        ScoringProfile profile = Saas();
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", 60)).To(profile.At(November, ("usage", 6), ("nps", 20)));

        // (3 * 90 + 80) / 4 = 87.5 and (3 * 30 + 60) / 4 = 37.5: usage lost 3/4 of 60 points, NPS 1/4 of 20.
        Assert.Equal(-50, change.Change);
        Assert.Equal([(ScoreChangeKind.Value, "usage", -45), (ScoreChangeKind.Value, "nps", -5)], change.Sizes());
        Assert.Equal("down 50.0 since 2026-10-01: usage -45.0 (18 → 6 active days), nps -5.0 (60 → 20)", change.ToString());
    }

    [Fact]
    public void A_metric_that_went_stale_takes_its_weight_along()
    {
        ScoringProfile profile = Saas(freshness: Month);
        Measurement nps = new(60, October.AddDays(-29));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", nps)).To(profile.At(October.AddDays(61), ("usage", 18), ("nps", nps)));

        // 87.5, and 90 from usage alone.
        Assert.Equal([(ScoreChangeKind.Vanished, "nps", 2.5)], change.Sizes());
        Assert.Equal("up 2.5 since 2026-10-01: nps +2.5 (went stale: 90 days old)", change.ToString());
        Assert.Equal("down 2.5 against 2026-12-01: nps -2.5 (stale: 90 days old → 60)", change.After.To(change.Before).ToString());
    }

    [Fact]
    public void Ageing_and_a_value_share_the_mean_of_both_orders()
    {
        ScoringProfile profile = Saas(freshness: Month);
        Measurement nps = new(60, October.AddDays(-29));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", nps)).To(profile.At(November, ("usage", 6), ("nps", nps)));

        // At 60 days NPS counts half: 310 / 3.5 = 620/7 with the old usage, 130 / 3.5 = 260/7 with the new, and 42.5 with the new one alone.
        Assert.Equal([(ScoreChangeKind.Value, "usage", Math.Round(-675 / 14.0, 9)), (ScoreChangeKind.Freshness, "nps", Math.Round(-15 / 7.0, 9))],
            change.Sizes());
        Assert.Equal("down 50.4 since 2026-10-01: usage -48.2 (18 → 6 active days), nps -2.1 (freshness 100.0 % → 50.0 %)", change.ToString());
    }

    [Fact]
    public void A_value_and_its_own_ageing_are_two_parts()
    {
        ScoringProfile profile = Saas(freshness: Month);
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", new(60, October)))
            .To(profile.At(November, ("usage", 18), ("nps", new(-100, November.AddDays(-60)))));

        // 87.5; the new value at full weight 270 / 4 = 67.5; the old one at half weight 310 / 3.5; both 270 / 3.5.
        (double both, double aged) = (270 / 3.5, 310 / 3.5);
        Assert.Equal(
            [(ScoreChangeKind.Value, "nps", Math.Round((-20 + both - aged) / 2, 9)),
                (ScoreChangeKind.Freshness, "nps", Math.Round((both - 67.5 + aged - 87.5) / 2, 9))],
            change.Sizes());
        Assert.Equal("down 10.4 since 2026-10-01: nps -15.7 (60 → -100), nps +5.4 (freshness 100.0 % → 50.0 %)", change.ToString());
    }

    [Fact]
    public void Without_data_on_the_way_the_score_is_taken_halfway()
    {
        ScoringProfile profile = Saas();
        ScoreChange change = profile.At(October, ("usage", 18)).To(profile.At(November, ("nps", 20)));

        // NPS first: 90, 82.5, 60. Usage first: 90, nothing and so 75, 60.
        Assert.Equal([(ScoreChangeKind.Vanished, "usage", -18.75), (ScoreChangeKind.Appeared, "nps", -11.25)], change.Sizes());
        Assert.Equal("down 30.0 since 2026-10-01: usage -18.8 (18 active days → no value), nps -11.3 (no value → 20)", change.ToString());
    }

    [Fact]
    public void Clamping_is_shared_by_those_who_run_into_it()
    {
        ScoringProfile profile = ScoringProfile.Create("points", p => p.Formula(Formula.Points(50))
            .Dimension("whole", 1, d => d.Formula(Formula.Points())
                .Metric("a", Curve.Bands((0, 0), (1, 30)))
                .Metric("b", Curve.Bands((0, 0), (1, 40))))
            .Tier("any", 0));
        ScoreChange change = profile.At(October, ("a", 0), ("b", 0)).To(profile.At(November, ("a", 1), ("b", 1)));

        // From 50: a first gives 30 and leaves 20 of b's 40 below 100; b first gives 40 and leaves 10 of a's 30.
        Assert.Equal([(ScoreChangeKind.Value, "b", 30), (ScoreChangeKind.Value, "a", 20)], change.Sizes());
        Assert.Equal("up 50.0 since 2026-10-01: b +30.0 (0 → 1), a +20.0 (0 → 1)", change.ToString());
    }

    [Fact]
    public void A_value_without_effect_is_a_part_of_0_and_not_in_the_line()
    {
        ScoringProfile profile = Saas();
        ScoreChange change = profile.At(October, ("usage", 20), ("nps", 60)).To(profile.At(November, ("usage", 25), ("nps", 80)));

        Assert.Equal([(ScoreChangeKind.Value, "nps", 2.5), (ScoreChangeKind.Value, "usage", 0)], change.Sizes());
        Assert.Equal("up 2.5 since 2026-10-01: nps +2.5 (60 → 80)", change.ToString());
        Assert.Equal("usage 0.0 (20 → 25 active days)", change.Parts[1].Text);
    }

    [Fact]
    public void A_part_too_small_for_a_number_is_0_and_never_minus_0()
    {
        Curve least = Curve.Bands((0, 0), (1, double.Epsilon));
        ScoringProfile profile = ScoringProfile.Create("least", p => p.Tier("any", 0)
            .Dimension("whole", 1, d => d.Formula(Formula.Lowest).Metric("a", least).Metric("b", least)));
        ScoreChange change = profile.At(October, ("a", 1), ("b", 1)).To(profile.At(November, ("a", 0), ("b", 0)));

        // The first of the two takes the smallest number that there is, so that each gets half of it.
        Assert.Equal(-double.Epsilon, change.Change);
        Assert.Equal(["a", "b"], change.Parts.Select(part => part.Name));
        Assert.All(change.Parts, part => Assert.True(part.Points == 0 && !double.IsNegative(part.Points)));
    }

    [Theory]
    [InlineData(double.NaN, "nps +2.5 (not a number → 100)", "nps -2.5 (100 → not a number)")]
    [InlineData(double.PositiveInfinity, "nps +2.5 (infinite → 100)", "nps -2.5 (100 → infinite)")]
    public void A_missing_value_says_why(double missing, string appeared, string vanished)
    {
        ScoringProfile profile = Saas();
        HealthScore without = profile.At(October, ("usage", 18), ("nps", missing));
        HealthScore with = profile.At(October, ("usage", 18), ("nps", 100));

        Assert.Equal(appeared, Assert.Single(without.To(with).Parts).Text);
        Assert.Equal(vanished, Assert.Single(with.To(without).Parts).Text);
    }

    [Fact]
    public void A_fault_and_what_is_not_dated_or_dated_later_say_so()
    {
        ScoringProfile profile = Saas(freshness: Month);
        HealthScore dated = profile.At(October, ("usage", 18), ("nps", new(60, October)));
        HealthScore fault = new HealthScorer<object>(profile,
        [
            HealthMetric.From<object>("usage", _ => 18),
            HealthMetric.From<object>("nps", (_, _) => throw new TimeoutException("no\nanswer")),
            HealthMetric.From<object>("overdue", _ => null),
            HealthMetric.From<object>("seats", _ => null),
        ]).Score(new(), November);

        Assert.Equal("nps +2.5 (60 → fault: TimeoutException: no\\u000Aanswer)", Assert.Single(dated.To(fault).Parts).Text);
        Assert.Equal("nps +2.5 (60 → no observation time)",
            Assert.Single(dated.To(profile.At(November, ("usage", 18), ("nps", 60))).Parts).Text);
        Assert.Equal("nps +2.5 (60 → observed later)",
            Assert.Single(dated.To(profile.At(November, ("usage", 18), ("nps", new(60, November.AddDays(1))))).Parts).Text);
    }

    [Fact]
    public void Numbers_that_differ_never_print_alike()
    {
        ScoringProfile profile = Saas(freshness: Month);
        Measurement nps = new(60, October.AddDays(-40));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", nps))
            .To(profile.At(October.AddSeconds(1), ("usage", 18.000001), ("nps", nps)));

        Assert.Equal(
            ["nps 0.0 (freshness 0.8333333333333334 → 0.8333331404320988)", "usage 0.0 (18 → 18.000001 active days)"],
            change.Parts.Select(part => part.Text).Order(StringComparer.Ordinal));
        Assert.Equal("up less than 0.1 since 2026-10-01 00:00 UTC", change.ToString());
    }
}
