using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>Two of a kind at the same score are both reported, with a separator.</summary>
public sealed class SeveralAtOnceTests
{
    [Fact]
    public void Two_lost_metrics_and_two_due_actions()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("middle")).Action("mail", a => a.InTier("middle")));
        customer.Next(0, 60, surveyAge: 1);
        TrackedScore step = customer.Next(1, 60, debt: null);

        Assert.Equal("2026-03-02 00:00 UTC: middle; lost: debt, survey; debt is lost: no value; survey is lost: no value; due: call, mail",
            step.ToString());
        Assert.Equal("2026-03-02 00:00 UTC: middle; lost: debt, survey", step.State.ToString());
        Assert.StartsWith("60.0 of 100, middle\n  lost, so that the tier does not rise: debt, survey\n  debt is lost: no value\n"
            + "  survey is lost: no value\n  coverage: ", step.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_immediate_guardrails()
    {
        Followed customer = Followed.By(profile => profile.Cap("overdue", 40, Condition.AtLeast("debt", 30), g => g.Immediate())
            .Cap("empty", 45, Condition.AtLeast("seats", 1), g => g.Immediate()));
        customer.Next(0, 90);

        TrackingEvent changed = Assert.Single(customer.Next(1, 90, debt: 30, seats: 1).Events);
        Assert.Equal("tier changed from high to low: at once by empty, overdue", changed.ToString());
    }

    [Fact]
    public void Two_reasons_to_be_unscored()
    {
        ScoringProfile profile = ScoringProfile.Create("simple", p => p
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same, m => m.WhenMissing(MissingPolicy.Required))).Tier("low", 0));
        TrackingState before = Tracker.Next(null, Followed.ScoreOf(profile, 0, 60)).State;

        Assert.Equal("became unscored: no metric that counts has data; the required metric usage is missing",
            Tracker.Next(before, Followed.ScoreOf(profile, 1, null)).Events[0].ToString());
    }

    [Fact]
    public void Two_metrics_that_go_stale_come_in_ordinal_order()
    {
        Action<MetricBuilder> fresh = m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(30));
        ScoringProfile profile = ScoringProfile.Create("simple", p => p
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Dimension("opinions", 0, to => to.Metric("survey", Scored.Same, fresh).Metric("reply", Scored.Same, fresh))
            .Tier("low", 0));
        HealthScore Score(double day, double age)
        {
            DateTimeOffset asOf = Followed.Start.AddDays(day);
            Measurement answer = new(50, asOf.AddDays(-age));
            return StoredMeasurements.ScorerFor(profile).Score(
                new Dictionary<string, Measurement>(StringComparer.Ordinal) { ["usage"] = 60, ["survey"] = answer, ["reply"] = answer }, asOf);
        }

        TrackedScore step = Tracker.Next(Tracker.Next(null, Score(0, 1)).State, Score(1, 40));
        Assert.Equal(["reply went stale: 40 days old", "survey went stale: 40 days old"], step.Events.Select(happened => happened.ToString()));
        Assert.Contains("\"stale\":[\"reply\",\"survey\"]", step.State.ToJson(), StringComparison.Ordinal);
    }
}
