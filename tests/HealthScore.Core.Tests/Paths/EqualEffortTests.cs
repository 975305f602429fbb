using HealthScoring.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Paths;

public sealed class EqualEffortTests
{
    [Fact]
    public void Each_metric_goes_the_same_share_of_its_way_to_the_best()
    {
        // The sum of 140 of 400 is to become 200. Usage and team can add 2 · 70 + 80 = 220 with all their way, so 60 / 220 of it will do.
        EqualEffort effort = EqualEffort.To(
            Accounts.Of(Accounts.Three(), ("usage", 30), ("nps", 60), ("team", 20)), "middle", ["usage", "team"]);

        Assert.Equal(60 / 220.0, effort.Effort!.Value, 1e-8);
        Assert.Equal(["team", "usage"], effort.Steps.Select(step => step.Metric));
        Assert.Equal(20 + 80 * 60 / 220.0, effort.Steps[0].NeededValue, 1e-8);
        Assert.Equal(30 + 70 * 60 / 220.0, effort.Steps[1].NeededPoints, 1e-8);
        Assert.Equal(("middle", true, null), (effort.Outcome.Tier, effort.IsPossible, effort.Reason));
        Assert.Equal("""
            middle from 50.0: 27.3 % of the way to the best
              team: 20 → 41.82
              usage: 30 → 49.1 active days

            """.ReplaceLineEndings("\n"), effort.Explain());
    }

    [Fact]
    public void Without_names_every_metric_that_counts_is_worked_on()
    {
        EqualEffort effort = EqualEffort.To(Accounts.Of(Accounts.Three(), ("usage", 40), ("nps", 40), ("team", 40)), "middle");

        Assert.Equal(1 / 6.0, effort.Effort!.Value, 1e-8);
        Assert.Equal(["nps", "team", "usage"], effort.Steps.Select(step => step.Metric));
    }

    [Fact]
    public void Whole_numbers_are_reached_with_the_least_effort_though_more_of_it_looks_the_other_way()
    {
        // From 10 (0 points) 12 earns 30: it is the nearer side from 10 points on. Beyond 15 points 8 is nearer, and earns too little.
        ScoringProfile profile = ScoringProfile.Create("effort", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots((8.75, 27), (8.75, 0), (10, 0), (11, 10), (12, 30), (14, 100)), m => m.Whole()))
            .Tier("low", 0).Tier("ok", 28));
        EqualEffort effort = EqualEffort.To(profile.Score(("m", 10)), "ok");

        Assert.InRange(effort.Effort!.Value, 0.1, 0.1 + 1e-9);
        Assert.Equal(12, Assert.Single(effort.Steps).NeededValue);
    }

    [Fact]
    public void A_missing_metric_starts_at_its_worst()
    {
        EqualEffort effort = EqualEffort.To(Accounts.Of(Accounts.Three(), ("usage", 30), ("team", 30)), "middle", ["nps", "usage"]);

        // (2 · (30 + 70 e) + 100 e + 30) / 4 = 50 where 240 e = 110.
        Assert.Equal(110 / 240.0, effort.Effort!.Value, 1e-8);
        Assert.Equal("nps: missing → 45.84", effort.Steps[0].ToString());
    }

    [Fact]
    public void A_whole_number_that_is_enough_is_asked_for()
    {
        var profile = ScoringProfile.Create("days", p => p
            .Dimension("d", 1, d => d.Metric("active-days", Curve.Linear(0, 20), m => m.Whole()))
            .Tier("low", 0).Tier("steady", 51));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("active-days", 6)), "steady");

        // 10 days are 50 points; 11 are asked for from the first effort on that asks for more. The whole way is 70 points.
        Assert.Equal(20 / 70.0, effort.Effort!.Value, 1e-8);
        Assert.Equal(11, effort.Steps[0].NeededValue);
        Assert.Equal((55, "steady"), (effort.Outcome.Value!.Value, effort.Outcome.Tier));
        Assert.Equal("active-days: 6 → 11", effort.Steps[0].ToString());
    }

    [Fact]
    public void A_missing_number_whose_presence_is_enough_becomes_the_first_that_the_profile_accepts()
    {
        // The curve begins at 0.5, which is no whole number; on its way to the best is 1.
        var profile = ScoringProfile.Create("days", p => p
            .Dimension("d", 1, d => d.Metric("usage", Curve.Linear(0, 100), m => m.Weight(3)).Metric("days", Curve.Linear(0.5, 10.5), m => m.Whole()))
            .Cap("unknown", 40, Condition.IsMissing("days"))
            .Tier("low", 0).Tier("high", 50));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("usage", 90)), "high");

        Assert.Equal((0, "high"), (effort.Effort!.Value, effort.Outcome.Tier));
        Assert.Equal(1, Assert.Single(effort.Steps, step => step.Metric == "days").NeededValue);
    }

    [Fact]
    public void Of_two_numbers_as_near_the_smaller_is_needed()
    {
        var profile = ScoringProfile.Create("valley", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(0, 100), new(5, 0), new(10, 100)), m => m.Whole()))
            .Tier("low", 0).Tier("high", 60));

        Assert.Equal(2, TierPath.To(Accounts.Of(profile, ("m", 5)), "high").Steps[0].NeededValue);
    }

    [Fact]
    public void The_best_is_the_best_number_that_the_profile_accepts()
    {
        var profile = ScoringProfile.Create("days", p => p
            .Dimension("d", 1, d => d.Metric("active-days", Curve.Linear(0, 20), m => m.Valid(0, 15)))
            .Tier("low", 0).Tier("steady", 50).Tier("thriving", 80));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("active-days", 6)), "thriving");

        Assert.Equal("even at their best 75.0 (steady)", effort.Reason);
        Assert.Equal(15, effort.Steps[0].NeededValue);
    }

    [Fact]
    public void Where_a_side_has_no_accepted_number_the_other_has()
    {
        // Above 4, where the customer is, no whole number has 60 points: the peak lies between 5 and 6. Below, 1 has them.
        var profile = ScoringProfile.Create("peak", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(0, 90), new(4, 10), new(5, 50), new(5.5, 100), new(6, 50)), m => m.Whole()))
            .Tier("low", 0).Tier("high", 60));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("m", 4)), "high");

        Assert.Equal((true, 1, "high"), (effort.IsPossible, effort.Steps[0].NeededValue, effort.Outcome.Tier));
        // 1 has 70 points, and 5 has 50, the most above: from there on, 40 of the 80 points of the way.
        Assert.Equal(40 / 80.0, effort.Effort!.Value, 1e-8);
    }

    [Fact]
    public void The_nearest_value_may_leave_for_the_other_side_and_come_back()
    {
        // At 9 the curve has 4 points. Just more of them are nearest below 9; from 40 points on above it, where the steep line begins at 10.
        var profile = ScoringProfile.Create("valley", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(0, 40), new(10, 0), new(11, 100))))
            .Floor("few", 90, Condition.Below("m", 8.5))
            .Tier("low", 0).Tier("high", 80));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("m", 9)), "high");

        // Below 8.5 there are more than 6 points: 2 of the 96 of the way.
        Assert.Equal(2 / 96.0, effort.Effort!.Value, 1e-8);
        Assert.Equal("high", effort.Outcome.Tier);
    }

    [Fact]
    public void The_nearest_value_may_change_sides_twice_below_a_jump()
    {
        // The line from (48, 0.7) rises to a jump at 64 that it does not quite reach: 64 itself earns 25. So the last of the 65 points are nearer on
        // the other line, below 48, as are those up to 32. In between, from 48 on, no cap holds: 55 points are 54.3 of the way of 76.2.
        var profile = ScoringProfile.Create("sides", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(-9, 76.9), new(48, 25), new(48, 0.7), new(64, 65), new(64, 25))))
            .Cap("below", 20, Condition.Below("m", 48))
            .Tier("low", 0).Tier("high", 55));

        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("m", 48.00000000000001)), "high");

        Assert.Equal(54.3 / 76.2, effort.Effort!.Value, 1e-8);
        Assert.Equal(48 + 54.3 / 64.3 * 16, effort.Steps[0].NeededValue, 1e-8);
    }

    [Fact]
    public void What_is_reached_takes_no_effort()
    {
        EqualEffort effort = EqualEffort.To(Accounts.Of(Accounts.Three(), ("usage", 60), ("nps", 60), ("team", 60)), "middle", ["nps"]);

        Assert.Equal("middle from 50.0: 0.0 % of the way to the best\n  nps: 60 will do, observed now\n", effort.Explain());
        Assert.Equal(0, effort.Effort);
    }

    [Fact]
    public void Metrics_that_are_not_enough_say_how_far_they_lead()
    {
        EqualEffort effort = EqualEffort.To(Accounts.Of(Accounts.Three(), ("usage", 30), ("nps", 60), ("team", 20)), "high", ["nps", "team"]);

        Assert.Equal((false, null, "even at their best 65.0 (middle)"), (effort.IsPossible, effort.Effort, effort.Reason));
        Assert.Equal("""
            high from 80.0: not possible, even at their best 65.0 (middle)

            """.ReplaceLineEndings("\n"), effort.Explain());
    }

    [Fact]
    public void A_guardrail_in_the_way_is_named()
    {
        ScoringProfile profile = Accounts.Three(to =>
            to.Cap("overdue", 49, Condition.AtLeast("debt", 30)).Unscored("gone", Condition.AtLeast("debt", 90)));
        EqualEffort Of(double debt) => EqualEffort.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20), ("debt", debt)), "middle");

        Assert.Equal("even at their best 49.0 (low), held by overdue (debt is 45 days, at least 30)", Of(45).Reason);
        Assert.Equal("even at their best unscored, because guardrail gone: debt is 99 days, at least 90", Of(99).Reason);
    }

    [Fact]
    public void A_cap_that_changes_nothing_is_not_in_the_way()
    {
        ScoringProfile profile = Accounts.Three(to =>
            to.Cap("late", 60, Condition.AtLeast("debt", 10)).Cap("overdue", 49, Condition.AtLeast("debt", 30)));
        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20), ("debt", 45)), "middle");

        Assert.Equal("even at their best 49.0 (low), held by overdue (debt is 45 days, at least 30)", effort.Reason);
    }

    [Fact]
    public void Every_reason_for_no_score_is_named()
    {
        ScoringProfile profile = Accounts.Three(to =>
            to.Unscored("gone", Condition.AtLeast("debt", 90)).Unscored("late", Condition.AtLeast("debt", 60)));
        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20), ("debt", 99)), "middle");

        Assert.Equal("even at their best unscored, because guardrail gone: debt is 99 days, at least 90; "
            + "guardrail late: debt is 99 days, at least 60", effort.Reason);
    }

    [Fact]
    public void A_fault_stays_one_unless_its_metric_is_worked_on()
    {
        // With 40 in the place of team, (2 · 30 + 60 + 40) / 4 = 40; with usage at 50, 20 of 70 more, it is 50, and without team it would be 53.3.
        var scorer = new HealthScorer<double>(Accounts.Three(to => to.OnFault(FaultPolicy.Points(40))),
        [
            HealthMetric.From("usage", double? (double days) => days), HealthMetric.From("nps", double? (double _) => 60),
            HealthMetric.From("team", double? (double _) => throw new TimeoutException("late")),
            HealthMetric.From("debt", double? (double _) => null),
        ]);
        HealthScore score = scorer.Score(30, Accounts.AsOf);
        EqualEffort usage = EqualEffort.To(score, "middle", ["usage"]), team = EqualEffort.To(score, "middle", ["team"]);

        Assert.Equal(20 / 70.0, usage.Effort!.Value, 1e-8);
        Assert.Equal(50, usage.Outcome.Value!.Value, 1e-8);
        Assert.Equal(["team"], usage.Outcome.Row.Faults.Select(column => usage.Outcome.Plan.Columns[column]));
        Assert.Equal(["debt (no value)", "team (fault: TimeoutException: late)"],
            usage.Outcome.Missing.Select(missing => missing.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(team.Outcome.Row.Faults);
        Assert.Equal("debt (no value)", Assert.Single(team.Outcome.Missing).ToString());
    }

    [Fact]
    public void More_effort_may_be_too_much_where_a_guardrail_punishes_it()
    {
        // From 70 active days on the account is taken for a robot. The whole way is too much, the first third is not.
        ScoringProfile profile = Accounts.Three(to => to.Cap("robot", 10, Condition.AtLeast("usage", 70)));
        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("usage", 40), ("nps", 60), ("team", 20)), "middle", ["usage"]);

        // (2 · (40 + 60 e) + 80) / 4 = 50 where e = 1/3.
        Assert.Equal(1 / 3.0, effort.Effort!.Value, 1e-8);
        Assert.Equal(60, effort.Steps[0].NeededValue, 1e-8);
    }

    [Fact]
    public void Metrics_that_do_not_count_or_stand_twice_are_refused()
    {
        HealthScore score = Accounts.Of(Accounts.Three(to => to.Dimension("shown", 0, all => all.Metric("trend", Scored.Same))));
        string Refused(params string[] metrics) => Assert.Throws<ArgumentException>(() => EqualEffort.To(score, "middle", metrics)).Message;

        Assert.Equal("'usag' is not a metric that counts for this customer; did you mean 'usage'? (Parameter 'metrics')", Refused("nps", "usag"));
        Assert.Equal("'trend' is not a metric that counts for this customer; use one of: nps, team, usage (Parameter 'metrics')", Refused("trend"));
        Assert.Equal("'debt' is not a metric that counts for this customer; use one of: nps, team, usage (Parameter 'metrics')", Refused("debt"));
        Assert.Equal("Metric 'nps' is given twice; give each once. (Parameter 'metrics')", Refused("nps", "usage", "nps"));
        Assert.Equal("Profile 'three' has no tier 'hi'; use one of: high, low, middle (Parameter 'tier')",
            Assert.Throws<ArgumentException>(() => EqualEffort.To(score, "hi")).Message);
        Assert.Equal("There are no metrics to work on; name one, or leave them out for all that count. (Parameter 'metrics')", Refused());
        Assert.Throws<ArgumentNullException>(() => EqualEffort.To(null!, "middle"));
        Assert.Throws<ArgumentNullException>("score", () => EqualEffort.To(null!, "middle", ["nps"]));
        Assert.Throws<ArgumentNullException>(() => EqualEffort.To(score, "middle", null!));
    }

    [Fact]
    public void Null_is_no_metric()
    {
        HealthScore score = Accounts.Of(ScoringProfile.Create("one", p => p
            .Dimension("d", 1, d => d.Metric("m", Scored.Same)).Tier("all", 0)), ("m", 1));

        Assert.Equal("'null' is not a metric that counts for this customer; did you mean 'm'? (Parameter 'metrics')",
            Assert.Throws<ArgumentException>(() => EqualEffort.To(score, "all", [null!])).Message);
    }

    [Fact]
    public void A_best_that_no_value_earns_is_the_best_that_one_does()
    {
        // Just below 10 it earns nearly 99, and at 10 and above 20.
        ScoringProfile profile = ScoringProfile.Create("edge", to => to
            .Dimension("all", 1, all => all.Metric("load", Curve.FromKnots((0, 0), (10, 99), (10, 20)))).Tier("low", 0).Tier("high", 90)
            .Tier("top", 99.5));
        HealthScore score = Accounts.Of(profile, ("load", 0));

        Assert.Equal(10 * 90 / 99.0, EqualEffort.To(score, "high").Steps[0].NeededValue, 1e-8);
        EqualEffort top = EqualEffort.To(score, "top");
        Assert.Equal((false, Math.BitDecrement(10)), (top.IsPossible, top.Steps[0].NeededValue));
        Assert.Equal("even at their best 99.0 (high)", top.Reason);
    }
}
