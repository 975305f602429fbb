using HealthScoring.AspNetCore;
using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

/// <summary>What the way to a tier tells where raw values are not shown.</summary>
public sealed class PathViewTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_faded_value_that_would_do_if_it_were_observed_again_is_no_goal_to_show()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 20)))
            .Dimension("voice", 1, d => d.Metric("nps", Curve.Linear(-100, 100), m => m.FreshFor(TimeSpan.FromDays(90), TimeSpan.FromDays(180))))
            .Tier("low", 0).Tier("steady", 50));
        // Half of the weight of nps counts: (20 + 90 / 2) / 1.5 is 43.3; observed today it would be (20 + 90) / 2.
        HealthScore score = StoredMeasurements.ScorerFor(profile).Score(new Dictionary<string, Measurement>
        {
            ["logins"] = 4,
            ["nps"] = new(80, AsOf.AddDays(-135)),
        }, AsOf);
        var path = TierPath.To(score, "steady");
        Assert.Equal((false, 80.0), (path.IsReached, path.Steps.Single(step => step.Metric == "nps").NeededValue));

        PathView hidden = CustomerViews.Of(path, countsFrom: 50, showValues: false), shown = CustomerViews.Of(path, countsFrom: 50, showValues: true);

        Assert.Null(Needed(hidden, "nps"));
        Assert.NotNull(Needed(hidden, "logins"));
        Assert.Equal(80, Needed(shown, "nps"));
    }

    private static double? Needed(PathView view, string metric) => view.Steps.Single(step => step.Metric == metric).NeededValue;
}
