using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class AcceptedRangeTests
{
    [Fact]
    public void A_range_may_be_one_number() =>
        Assert.Contains("\"valid\": [5, 5]", Create(m => m.Valid(5, 5)).ToJson(), StringComparison.Ordinal);

    [Fact]
    public void A_range_of_one_number_that_stands_for_a_missing_value() => Assert.Equal(
        "The profile 'p' has an error:\n- $.dimensions[0].metrics[0].valid: no number from 5 to 5 is a value; give a wider range",
        Assert.Throws<InvalidProfileException>(() => Create(m => m.Valid(5, 5).MissingValues(5))).Message);

    [Fact]
    public void A_range_that_starts_at_no_number() => Assert.Equal(
        "The profile 'p' has an error:\n- $.dimensions[0].metrics[0].valid: -Infinity is not a finite number; give a finite number",
        Assert.Throws<InvalidProfileException>(() => Create(m => m.Valid(double.NegativeInfinity, 5))).Message);

    private static ScoringProfile Create(Action<MetricBuilder> metric) => ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10), metric)).Tier("all", 0));
}
