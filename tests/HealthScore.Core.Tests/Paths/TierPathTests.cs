using HealthScoring.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Paths;

public sealed class TierPathTests
{
    [Fact]
    public void Each_metric_names_the_value_that_alone_reaches_the_tier()
    {
        // (2 · 30 + 60 + 20) / 4 = 35, and 50 asks for a sum of 200: usage 60, nps 120 (too much), team 80.
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three(), ("usage", 30), ("nps", 60), ("team", 20)), "middle");

        Assert.Equal(("middle", 50, false), (path.Target, path.TargetFrom, path.IsReached));
        Assert.Equal([("usage", 60, 35), ("team", 80, 20), ("nps", null, 10)], Needed(path));
        ValueRange reaching = Assert.Single(path.Steps[0].ReachingValues);
        Assert.Equal(60, reaching.From, 1e-8);
        Assert.Equal(double.PositiveInfinity, reaching.To);
        Assert.Empty(path.Blockers);
        Assert.Equal("middle from 50.0: usage: 30 → 60 active days", path.ToString());
        Assert.Equal("""
            middle starts at 50.0; the score is 35.0 (low)

            Any one of these reaches it
              usage: 30 → 60 active days
              team: 20 → 80

            None of these does alone
              nps: not alone (at most +10.0 points)

            """.ReplaceLineEndings("\n"), path.Explain());
    }

    [Theory]
    [InlineData(0.79996, "seat-use: 0.79996 → 0.8")]
    [InlineData(0.7, "seat-use: 0.7 → 0.8")]
    public void A_value_that_falls_short_does_not_print_as_the_one_that_is_needed(double value, string step)
    {
        var profile = ScoringProfile.Create("seats", p => p.Dimension("d", 1, d => d.Metric("seat-use", Curve.Bands((0, 0), (0.8, 100))))
            .Tier("low", 0).Tier("high", 80));
        Assert.Equal(step, Assert.Single(TierPath.To(Accounts.Of(profile, ("seat-use", value)), "high").Steps).ToString());
    }

    [Fact]
    public void A_customer_that_is_there_is_there()
    {
        HealthScore score = Accounts.Of(Accounts.Three(), ("usage", 60), ("nps", 60), ("team", 20));

        Assert.True(TierPath.To(score, "low").IsReached);
        TierPath path = TierPath.To(score, "middle");
        Assert.Equal("middle from 50.0: reached", path.ToString());
        Assert.Equal("middle starts at 50.0; the score is 50.0 (middle)\n\nReached already\n", path.Explain());
        Assert.All(path.Steps, step => Assert.Equal(step.Value, step.NeededValue));
        Assert.Equal(["team: 20 will do, observed now", "usage: 60 active days will do, observed now", "nps: 60 will do, observed now"],
            path.Steps.Select(step => step.ToString()));
    }

    [Fact]
    public void What_a_tracked_customer_needs_is_printed_with_the_margins_decimals()
    {
        ScoringProfile profile = Accounts.Three(to => to.Tracking(t => t.Margin(0.25)));

        Assert.Contains("  a tracked customer comes into it from 50.25 on\n",
            TierPath.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20)), "middle").Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_comes_up_into_the_lowest_tier()
    {
        ScoringProfile profile = Accounts.Three(to => to.Tracking(t => t.Margin(2).Dwell(Dwell.For(TimeSpan.FromDays(7)))));
        HealthScore unscored = Accounts.Of(profile);

        Assert.Null(unscored.Value);
        Assert.DoesNotContain("a tracked customer", TierPath.To(unscored, "low").Explain(), StringComparison.Ordinal);
        Assert.Contains("a tracked customer comes into it from 52.0 on, after 7 days", TierPath.To(unscored, "middle").Explain(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3.5, 3)]
    [InlineData(4.5, 4)]
    [InlineData(3.75, 4)]
    [InlineData(3.25, 3)]
    [InlineData(-0.5, -1)]
    public void Of_two_whole_numbers_as_near_the_smaller_is_needed(double worst, double needed)
    {
        var profile = ScoringProfile.Create("whole", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(worst, 10), m => m.Whole())).Tier("any", 0));

        Assert.Equal(needed, Assert.Single(TierPath.To(Accounts.Of(profile), "any").Steps).NeededValue);
    }

    [Theory]
    [InlineData(double.MinValue)]
    [InlineData(double.MaxValue)]
    public void The_largest_number_may_stand_for_a_missing_value(double missing)
    {
        var profile = ScoringProfile.Create("ends", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100), m => m.MissingValues(missing))).Tier("low", 0).Tier("high", 50));

        ValueRange others = Assert.Single(TierPath.To(Accounts.Of(profile, ("m", 10)), "low").Steps[0].ReachingValues);
        Assert.Equal((false, true), (others.Contains(missing), others.Contains(-missing)));
    }

    [Fact]
    public void A_cap_below_the_tier_stands_in_the_way_of_every_metric_but_its_own()
    {
        ScoringProfile profile = Accounts.Three(to =>
            to.Cap("overdue", 49, Condition.AtLeast("debt", 30)).Cap("late", 60, Condition.AtLeast("debt", 10)));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 90), ("nps", 60), ("team", 20), ("debt", 45)), "middle");

        Assert.Equal("overdue", Assert.Single(path.Blockers).Name);
        Assert.Equal("middle from 50.0: debt: 45 → 29.99 days", path.ToString());
        Assert.Equal("""
            middle starts at 50.0; the score is 49.0 (low)
              held at 49.0 by overdue (debt is 45 days, at least 30)
              before guardrails: 65.0, middle

            Any one of these reaches it
              debt: 45 → 29.99 days

            None of these does alone
              team: not alone (at most +20.0 points)
              nps: not alone (at most +10.0 points)
              usage: not alone (at most +5.0 points)

            """.ReplaceLineEndings("\n"), path.Explain());
    }

    [Fact]
    public void A_value_that_frees_the_customer_of_a_cap_is_found_at_the_caps_own_bound()
    {
        // 70 points without the cap: nps only has to leave it, although fewer points than 10 would do for the mean.
        ScoringProfile profile = Accounts.Three(to => to.Cap("detractor", 30, Condition.Below("nps", 10)));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 90), ("nps", 5), ("team", 90)), "middle");

        PathStep step = path.Steps[0];
        Assert.Equal(("nps", 10), (step.Metric, step.NeededValue));
        Assert.All(path.Steps.Skip(1), other => Assert.False(other.IsPossible));
    }

    [Fact]
    public void A_floor_that_a_value_matches_is_a_way_too()
    {
        ScoringProfile profile = Accounts.Three(to => to.Floor("sponsor", 55, Condition.Between("team", 40, 45)));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 0), ("nps", 0), ("team", 46)), "middle");

        // Usage would have to become 77: (2 · 77 + 46) / 4 = 50. No team is large enough for that, but one of 45 has the floor.
        Assert.Equal(["usage: 0 → 77 active days", "team: 46 → 45", "nps: not alone (at most +25.0 points)"],
            path.Steps.Select(step => step.ToString()));
        Assert.Equal([new(40, 45)], path.Steps[1].ReachingValues);
    }

    [Fact]
    public void A_value_that_moves_the_customer_into_another_segment_is_judged_there()
    {
        // Up to 59 usage alone would need 60; from 40 on the customer is large, and nothing but usage counts there.
        ScoringProfile profile = Accounts.Three(to => to.Segment("large", own => own.When(Condition.AtLeast("usage", 40))
            .Weight("nps", 0).Weight("team", 0).Tier("middle", 45)));
        TierPath path = TierPath.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20)), "middle");

        Assert.Equal(45, path.Steps[0].NeededValue);
        Assert.Equal((45 - 1e-9, double.PositiveInfinity), (path.Steps[0].ReachingValues[0].From, path.Steps[0].ReachingValues[0].To));
        Assert.Equal(50, path.TargetFrom);
    }

    [Fact]
    public void Of_two_sides_the_nearer_is_named_and_of_two_as_near_the_smaller()
    {
        ScoringProfile profile = ScoringProfile.Create("valley", to => to
            .Dimension("all", 1, all => all.Metric("load", Curve.FromKnots((0, 100), (10, 0), (20, 100)))).Tier("low", 0).Tier("high", 50));

        double? Needed(double value) => TierPath.To(Accounts.Of(profile, ("load", value)), "high").Steps[0].NeededValue;
        Assert.Equal([5, 5, 15], new[] { Needed(9), Needed(10), Needed(11) });
        IReadOnlyList<ValueRange> ranges = TierPath.To(Accounts.Of(profile, ("load", 9)), "high").Steps[0].ReachingValues;
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (ranges[0].From, ranges[1].To));
        // A tenth of the tolerance, because a value of 1 is worth 10 points.
        Assert.Equal(5 + 1e-10, ranges[0].To, 1e-13);
        Assert.Equal(15 - 1e-10, ranges[1].From, 1e-13);
    }

    [Fact]
    public void A_missing_required_metric_alone_gives_the_score_back()
    {
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three(missing: MissingPolicy.Required), ("usage", 60), ("team", 60)), "middle");

        // (2 · 60 + nps + 60) / 4 >= 50 from nps = 20 on; no other metric helps an unscored customer.
        Assert.Equal([("nps", 20), ("usage", null), ("team", (double?)null)], Needed(path).Select(step => (step.Metric, step.Value)));
        Assert.Equal("""
            middle starts at 50.0; the customer is unscored
              because the required metric nps is missing

            Any one of these reaches it
              nps: missing → 20

            None of these does alone
              usage: not alone (at most +26.7 points)
              team: not alone (at most +13.3 points)

            """.ReplaceLineEndings("\n"), path.Explain());
    }

    [Fact]
    public void A_customer_without_data_gains_from_nothing()
    {
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three()), "middle");

        Assert.Equal([("nps", 50, 100), ("team", 50, 100), ("usage", 50, 100)],
            path.Steps.Select(step => (step.Metric, step.NeededValue, step.PointsToGain)));
        Assert.Equal("middle from 50.0: nps: missing → 50", path.ToString());
        Assert.StartsWith("middle starts at 50.0; the customer is unscored\n  because no metric that counts has data\n", path.Explain(),
            StringComparison.Ordinal);
        Assert.Equal("nps: missing → any number", TierPath.To(path.Score, "low").Steps[0].ToString());
    }

    [Fact]
    public void Under_the_formula_lowest_only_the_weakest_metric_helps()
    {
        TierPath path = TierPath.To(Accounts.Of(Accounts.Three(formula: Formula.Lowest), ("usage", 70), ("nps", 60), ("team", 20)), "middle");

        Assert.Equal(["team: 20 → 50", "nps: not alone (no points to gain)", "usage: not alone (no points to gain)"],
            path.Steps.Select(step => step.ToString()));
        Assert.Equal(40, path.Steps[0].PointsToGain);
    }

    [Fact]
    public void Under_the_formula_points_a_metric_has_to_add_what_is_short()
    {
        ScoringProfile profile = ScoringProfile.Create("card", to => to.Formula(Formula.Points(10))
            .Dimension("all", 1, all =>
                all.Formula(Formula.Points()).Metric("wins", Curve.FromKnots((0, -20), (10, 30))).Metric("calls", Curve.FromKnots((0, 0), (5, 10))))
            .Tier("low", 0).Tier("high", 25));
        TierPath path = TierPath.To(Accounts.Of(profile, ("wins", 6), ("calls", 0)), "high");

        // 10 + 10 + 0 = 20: wins must add 15, which it does at 7, and calls 5, which it does at 2.5.
        Assert.Equal([("wins", 7, 20), ("calls", 2.5, 10)], Needed(path));
    }

    [Fact]
    public void A_faded_value_may_be_good_enough_once_it_is_observed_again()
    {
        ScoringProfile profile = ScoringProfile.Create("fading", to => to
            .Dimension("all", 1, all =>
                all.Metric("a", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(30))).Metric("b", Scored.Same))
            .Tier("low", 0).Tier("high", 50));
        HealthScore score = Accounts.Of(profile, ("a", new(80, Accounts.AsOf.AddDays(-20))), ("b", 20));

        // Half faded: (0.5 · 80 + 20) / 1.5 = 40, and with 35 for b 50; fresh: (80 + 20) / 2 = 50.
        Assert.Equal(40, score.Value);
        Assert.Equal(["b: 20 → 35", "a: 80 will do, observed now"], TierPath.To(score, "high").Steps.Select(step => step.ToString()));
    }

    [Fact]
    public void A_printed_value_is_rounded_to_one_that_reaches_too()
    {
        ScoringProfile profile = ScoringProfile.Create("thirds", to => to
            .Dimension("all", 1, all => all.Metric("rise", Curve.Linear(0, 3)).Metric("fall", Curve.Linear(3, 0), weight: 0)).Tier("low", 0)
            .Tier("high", 55.55555));
        HealthScore score = Accounts.Of(profile, ("rise", 0), ("fall", 3));
        PathStep step = Assert.Single(TierPath.To(score, "high").Steps);

        Assert.Equal(1.6666665, step.NeededValue!.Value, 1e-12);
        Assert.Equal("rise: 0 → 1.6667", step.ToString());
        ScoringProfile falling = ScoringProfile.Create("thirds", to => to
            .Dimension("all", 1, all => all.Metric("fall", Curve.Linear(3, 0))).Tier("low", 0).Tier("high", 55.55555));
        Assert.Equal("fall: 3 → 1.3333", TierPath.To(Accounts.Of(falling, ("fall", 3)), "high").Steps[0].ToString());
    }

    [Fact]
    public void A_pinned_customer_has_the_path_of_its_computed_tier()
    {
        ScoringProfile profile = Accounts.Three();
        var scorer = StoredMeasurements.ScorerFor(profile, new()
        {
            OverrideBy = (_, _) => ScoreOverride.OfTier("high", "a promise", "Ann", Accounts.AsOf.AddDays(-1), Accounts.AsOf.AddDays(1)),
        });
        HealthScore score = scorer.Score(new Dictionary<string, Measurement> { ["usage"] = 30, ["nps"] = 60, ["team"] = 20 }, Accounts.AsOf);

        Assert.Equal("high", score.Tier);
        Assert.Equal("middle from 50.0: usage: 30 → 60 active days", TierPath.To(score, "middle").ToString());
    }

    [Fact]
    public void An_unknown_tier_is_refused_with_the_one_that_was_meant()
    {
        HealthScore score = Accounts.Of(Accounts.Three());

        ArgumentException refused = Assert.Throws<ArgumentException>(() => TierPath.To(score, "midle"));
        Assert.Equal("Profile 'three' has no tier 'midle'; did you mean 'middle'? (Parameter 'tier')", refused.Message);
        Assert.Throws<ArgumentNullException>(() => TierPath.To(null!, "middle"));
        Assert.Throws<ArgumentNullException>(() => TierPath.To(score, null!));
    }

    // The laws say that the values are exact to the last bit; a hand calculation is not.
    private static IEnumerable<(string Metric, double? Value, double Available)> Needed(TierPath path) => path.Steps.Select(step =>
        (step.Metric, step.NeededValue is { } needed ? Math.Round(needed, 9) : (double?)null, Math.Round(step.PointsToGain, 9)));
}
