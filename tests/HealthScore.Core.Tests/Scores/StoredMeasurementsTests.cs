using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Customers that are no more than numbers by name.</summary>
public sealed class StoredMeasurementsTests
{
    [Fact]
    public void There_is_a_metric_for_each_name_of_the_profiles()
    {
        ScoringProfile other = ScoringProfile.Create("other", p => p
            .Dimension("adoption", 1, d => d.Metric("usage", Scored.Same).Metric("depth", Scored.Same)).Tier("any", 0));

        Assert.Equal(["debt", "depth", "seats", "usage"], StoredMeasurements.Metrics(Scored.Simple(_ => { }), other)
            .Select(metric => metric.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_profile_that_is_null_is_refused_by_its_name()
    {
        ScoringProfile profile = Scored.Simple(_ => { });

        Assert.Throws<ArgumentNullException>("profile", () => StoredMeasurements.ScorerFor(null!));
        Assert.Throws<ArgumentNullException>("profiles", () => StoredMeasurements.Metrics(profile, null!));
    }
}
