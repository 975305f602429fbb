using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.Paths;

/// <summary>More effort may be too much, so what is enough has to be found between two efforts that are not.</summary>
public sealed class EffortTurnTests
{
    [Fact]
    public void Too_far_and_the_wrong_side_may_both_lie_beyond_the_last_knot_that_is_passed()
    {
        // From the 8 points at 0 up to the 10 at -1 the nearest value lies on the left. Then it lies on the right, where the line from (4, 2) has 30
        // points at 11, and beyond 40 points on the left again: there they are 10.5 + 3 away, and here 4 + 9.5. Both ends of what is accepted have
        // the best, 50 points.
        EqualEffort effort = ToHigh(30, 0, Curve.FromKnots((-18.5, 90), (-10.5, 10), (-9.5, 0), (-1, 10), (0, 8), (4, 2), (20, 66)),
            Condition.Any(Condition.Below("m", 0), Condition.AtLeast("m", 12)), m => m.Valid(-14.5, 16));

        Assert.Equal(22 / 42.0, effort.Effort.GetValueOrDefault(), 1e-8);
        Assert.Equal(11, effort.Steps[0].NeededValue, 1e-8);
    }

    [Fact]
    public void The_side_may_change_once_more_where_the_accepted_numbers_of_one_end()
    {
        // Above the 10 points at 0 the nearest value lies on the left, and above 13.3 on the right, where 30 points are at 5. Beyond the 40 points
        // at 6 no number on the right is accepted. The best, 70 points at -60, are 60 more.
        EqualEffort effort = ToHigh(30, 0, Curve.FromKnots((-80, 90), (0, 10), (2, 0), (12, 100)),
            Condition.Below("m", 0), m => m.Valid(-60, 6));

        Assert.Equal(20 / 60.0, effort.Effort.GetValueOrDefault(), 1e-8);
        Assert.Equal(5, effort.Steps[0].NeededValue, 1e-8);
    }

    [Fact]
    public void One_number_may_be_enough_between_two_that_are_held_down()
    {
        // 48 points are at 2, which is the first value that no cap holds. The next number of points is at 3, which another cap holds.
        EqualEffort effort = ToHigh(48, 0, Curve.FromKnots((0, 0), (1, 0), (2, 48), (3, 48), (3, Math.BitIncrement(48.0)), (4, 64)),
            Condition.Any(Condition.Below("m", 2), Condition.AtLeast("m", 2.5)));

        Assert.Equal(48 / 64.0, effort.Effort.GetValueOrDefault(), 1e-12);
        Assert.Equal((2, "high"), (effort.Steps[0].NeededValue, effort.Outcome.Tier));
    }

    [Fact]
    public void A_whole_number_is_found_before_the_one_that_is_too_much()
    {
        // 9 has the 90 points; it is the number from more than 80 to 90 points, and beyond them 10 is.
        EqualEffort Of(Condition held) => ToHigh(90, 0, Curve.Linear(0, 10), held, m => m.Whole());

        foreach (EqualEffort effort in new[] { Of(Condition.AtLeast("m", 10)), Of(Condition.Above("m", 9)) })
        {
            Assert.Equal(0.8, effort.Effort.GetValueOrDefault(), 1e-8);
            Assert.Equal(9, effort.Steps[0].NeededValue);
        }
    }

    [Fact]
    public void The_whole_way_alone_may_be_too_much()
    {
        // 64 points at 8 are the best that is accepted, and any less is below 8.
        EqualEffort effort = ToHigh(48, 0, Curve.FromKnots((0, 0), (10, 80)), Condition.AtLeast("m", 8), m => m.Valid(0, 8));

        Assert.Equal(48 / 64.0, effort.Effort.GetValueOrDefault(), 1e-8);
    }

    [Fact]
    public void Of_accepted_numbers_on_both_sides_the_nearer_side_has_the_needed_one()
    {
        EqualEffort effort = ToHigh(45, 5.75, Valley, accepted: m => m.Valid(0, 20));

        // 42.5 points of at most 100 are to become 45, at 5.5 or at 14.5.
        Assert.Equal(2.5 / 57.5, effort.Effort.GetValueOrDefault(), 1e-8);
        Assert.Equal(5.5, effort.Steps[0].NeededValue, 1e-8);
    }

    [Fact]
    public void An_accepted_number_that_is_enough_stays_where_it_is_though_it_is_the_last_of_its_side()
    {
        EqualEffort effort = ToHigh(50, 4, Valley, accepted: m => m.Valid(0, 20));

        Assert.Equal((0, 4), (effort.Effort, effort.Steps[0].NeededValue));
    }

    [Fact]
    public void The_whole_way_leads_to_the_best_points_though_the_sum_falls_short_of_them()
    {
        ScoringProfile profile = ScoringProfile.Create("card", p => p.Formula(Formula.Points())
            .Dimension("d", 1, d => d.Formula(Formula.Points()).Metric("m", Curve.FromKnots((0, -50), (10, 0.3)))).Tier("low", 0).Tier("high", 50));
        EqualEffort effort = EqualEffort.To(Accounts.Of(profile, ("m", 0)), "high");

        // -50 + (0.3 + 50) is 0.29999999999999716.
        Assert.False(effort.IsPossible);
        Assert.Equal(0.3, effort.Steps[0].NeededPoints);
    }

    private static Curve Valley { get; } = Curve.FromKnots((0, 100), (10, 0), (20, 100));

    /// <summary>The effort on one metric, <c>m</c>, to a tier from some points on, where a condition holds the score down to 10.</summary>
    private static EqualEffort ToHigh(double high, double value, Curve curve, Condition? held = null, Action<MetricBuilder>? accepted = null) =>
        EqualEffort.To(Accounts.Of(ScoringProfile.Create("one", profile =>
        {
            profile.Dimension("d", 1, d => d.Metric("m", curve, m => accepted?.Invoke(m))).Tier("low", 0).Tier("high", high);
            if (held is not null)
                profile.Cap("held", 10, held);
        }), ("m", value)), "high");
}
