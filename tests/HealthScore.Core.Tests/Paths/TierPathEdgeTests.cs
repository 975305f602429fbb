using HealthScoring.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Paths;

/// <summary>Paths at the ends of the numbers and of what is printed.</summary>
public sealed class TierPathEdgeTests
{
    [Fact]
    public void A_value_that_reaches_already_is_needed_with_all_its_digits()
    {
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three(), ("usage", 60.123456789012), ("nps", 60), ("team", 20)), "middle");

        Assert.Equal(60.123456789012, path.Steps.Single(step => step.Metric == "usage").NeededValue);
    }

    [Fact]
    public void A_printed_value_is_rounded_to_one_of_either_of_two_ranges()
    {
        // 55.55555 points are at 3 - 1.6666665 and at 3 + 1.6666665.
        ScoringProfile valley = One(Curve.FromKnots((0, 100), (3, 0), (6, 100)), 55.55555);

        Assert.Equal("m: 2.9 → 1.3333", Step(valley, 2.9).ToString());
        Assert.Equal("m: 3.1 → 4.6667", Step(valley, 3.1).ToString());
    }

    [Fact]
    public void Far_from_the_value_the_nearer_of_two_numbers_is_needed_too()
    {
        // Up to 1.35 and from 4.65 to before 6 there are 55 points; from 1e300 both are as far, in doubles.
        ScoringProfile valley = One(Curve.FromKnots((0, 100), (3, 0), (6, 100), (6, 0)), 55);

        Assert.Equal(Math.BitDecrement(6.0), Step(valley, 1e300).NeededValue);
        Assert.Equal(0, Step(One(Curve.FromKnots((0, 0), (0, 100), (3, 0), (6, 100)), 55), -1e300).NeededValue);
    }

    [Fact]
    public void A_range_up_to_the_largest_number_of_all_is_open()
    {
        ScoringProfile profile = One(Scored.Same, 50, p => p.Cap("much", 90, Condition.Between("m", 200, double.MaxValue)));

        ValueRange reaching = Assert.Single(Step(profile, 10).ReachingValues);
        Assert.Equal(50, reaching.From, 1e-8);
        Assert.Equal(double.PositiveInfinity, reaching.To);
    }

    [Fact]
    public void A_range_from_the_smallest_number_of_all_on_is_open()
    {
        PathStep step = Step(One(Curve.FromKnots((double.MinValue, 100), (0, 50)), 75), 0);

        Assert.Equal(double.NegativeInfinity, Assert.Single(step.ReachingValues).From);
        Assert.Equal(50, step.PointsToGain);
    }

    [Fact]
    public void Beyond_the_largest_number_of_all_there_is_none()
    {
        ScoringProfile profile = One(Scored.Same, 50, p => p.Cap("largest", 10, Condition.AtLeast("m", double.MaxValue)));

        Assert.Equal(Math.BitDecrement(double.MaxValue), Assert.Single(Step(profile, 10).ReachingValues).To);
    }

    [Fact]
    public void A_signal_that_is_missing_and_holds_a_customer_back_is_needed_from_0_on()
    {
        ScoringProfile profile = Accounts.Three(to => to.Cap("unknown", 40, Condition.IsMissing("debt"))
            .Cap("overdue", 45, Condition.All(Condition.Above("debt", -30), Condition.Below("debt", 10))));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 90), ("nps", 60), ("team", 20)), "middle");

        Assert.Equal("middle from 50.0: debt: missing → 10 days", path.ToString());
    }

    [Fact]
    public void A_dimension_and_a_label_that_hold_a_customer_back_are_no_steps()
    {
        ScoringProfile profile = ScoringProfile.Create("free", p => p.Label("plan")
            .Dimension("d", 1, d => d.Metric("a", Scored.Same, m => m.Weight(0)).Metric("b", Scored.Same)).Tier("low", 0).Tier("high", 50)
            .Cap("free", 40, Condition.All(Condition.LabelIs("plan", "free"), Condition.DimensionBelow("d", 90))));
        HealthScore score = Accounts.Of(profile, ("a", 10), ("b", 60), ("plan", Measurement.OfLabel("free")));

        TierPath path = TierPath.To(score, "high");

        Assert.Equal("free", Assert.Single(path.Blockers).Name);
        Assert.Equal(["b: 60 → 90"], path.Steps.Select(step => step.ToString()));
    }

    [Fact]
    public void A_cap_within_the_tolerance_of_the_tier_does_not_stand_in_its_way()
    {
        // A score reaches 50 from a billionth below it on.
        ScoringProfile profile = Accounts.Three(to => to.Cap("overdue", 49.999999999, Condition.AtLeast("debt", 30)));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 90), ("nps", 60), ("team", 20), ("debt", 45)), "middle");

        Assert.True(path.IsReached);
        Assert.Empty(path.Blockers);
    }

    [Fact]
    public void A_pin_is_named_next_to_what_the_profile_asks_for()
    {
        var scorer = StoredMeasurements.ScorerFor(Accounts.Three(), new()
        {
            OverrideBy = (_, _) => ScoreOverride.OfTier("high", "a promise", "Ann", Accounts.AsOf.AddDays(-1), Accounts.AsOf.AddDays(1)),
        });
        HealthScore score = scorer.Score(new Dictionary<string, Measurement> { ["usage"] = 30, ["nps"] = 60, ["team"] = 20 }, Accounts.AsOf);

        Assert.Equal("""
            middle starts at 50.0; the score is 35.0 (low)
              pinned: tier high, by Ann until 2026-03-02: a promise

            Any one of these reaches it
              usage: 30 → 60 active days
              team: 20 → 80

            None of these does alone
              nps: not alone (at most +10.0 points)

            """.ReplaceLineEndings("\n"), TierPath.To(score, "middle").Explain());
    }

    [Fact]
    public void A_path_without_a_possible_step_says_so()
    {
        // A sum of 320 would do; 140 are there, and usage adds at most 140.
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three(), ("usage", 30), ("nps", 60), ("team", 20)), "high");

        Assert.Equal("high from 80.0: no metric alone", path.ToString());
    }

    [Fact]
    public void A_metric_alone_gains_nothing_where_its_dimension_asks_for_more_data()
    {
        ScoringProfile profile = ScoringProfile.Create("little", p => p
            .Dimension("d", 1, d => d.MinimumCoverage(0.6).Metric("a", Scored.Same).Metric("b", Scored.Same)).Tier("low", 0).Tier("high", 50));
        TierPath path = TierPath.To(Accounts.Of(profile), "high");

        Assert.Equal(["a: not alone (no points to gain)", "b: not alone (no points to gain)"], path.Steps.Select(step => step.ToString()));
        Assert.All(path.Steps, step => Assert.Equal(0, step.PointsToGain));
    }

    [Fact]
    public void What_a_tracked_customer_needs_has_no_fewer_decimals_than_a_score()
    {
        ScoringProfile profile = Accounts.Three(to => to.Tracking(t => t.Margin(2)).Cap("late", 60.25, Condition.AtLeast("debt", 10)));

        Assert.StartsWith("""
            middle starts at 50.00; the score is 35.00 (low)
              a tracked customer comes into it from 52.00 on

            """.ReplaceLineEndings("\n"),
            TierPath.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20)), "middle").Explain(), StringComparison.Ordinal);
    }

    private static ScoringProfile One(Curve curve, double high, Action<ScoringProfileBuilder>? more = null) =>
        ScoringProfile.Create("one", p =>
        {
            p.Dimension("d", 1, d => d.Metric("m", curve)).Tier("low", 0).Tier("high", high);
            more?.Invoke(p);
        });

    private static PathStep Step(ScoringProfile profile, double value) =>
        Assert.Single(TierPath.To(Accounts.Of(profile, ("m", value)), "high").Steps);
}
