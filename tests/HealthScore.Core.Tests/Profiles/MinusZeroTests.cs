using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class MinusZeroTests
{
    [Fact]
    public void No_number_of_a_profile_is_minus_zero()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Formula(Formula.Points(-0.0)).MinimumCoverage(-0.0).OnFault(FaultPolicy.Points(-0.0))
            .Dimension("d", 1, d => d.MinimumCoverage(-0.0)
                .Metric("m", Curve.Linear(0, 1), m => m.Valid(-0.0, -0.0))
                .Metric("n", Curve.Linear(0, 1), m => m.Weight(-0.0).WhenMissing(MissingPolicy.Points(-0.0))))
            .Signal("s", s => s.MissingValues(-0.0))
            .Cap("c", -0.0, Condition.Between("n", -0.0, -0.0))
            .Tier("any", 0)
            .Tracking(t => t.Margin(-0.0))
            .Parents(parents => parents.MinimumCoverage(-0.0)));
        Dimension dimension = profile.Dimensions[0];
        ValueRange valid = dimension.Metrics[0].Accepted!.Valid!.Value;
        Guardrail cap = profile.Guardrails[0];

        Assert.All(
            [
                profile.Formula.InitialPoints, profile.MinimumCoverage, profile.OnFault.FixedPoints, dimension.MinimumCoverage, valid.From, valid.To,
                dimension.Metrics[1].Weight, dimension.Metrics[1].Missing.FixedPoints, profile.Signals[0].Accepted!.MissingValues[0], cap.Limit,
                cap.When.Bound, cap.When.UpperBound, profile.Tracking.Margin, profile.Parents.MinimumCoverage,
            ],
            number => Assert.Equal((0.0, false), (number, double.IsNegative(number))));
    }

    [Fact]
    public void No_number_by_name_is_written_as_minus_zero()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1)).Metric("n", Curve.Linear(0, 1)))
            .Tier("low", 0).Tier("high", 50)
            .Segment("s", s => s.Weight("n", -0.0).Tier("low", -0.0))
            .Example("e", e => e.Value("m", -0.0).ExpectScore(0)));

        Assert.Equal(
            """{"name":"p","dimensions":[{"name":"d","metrics":[{"name":"m","curve":{"knots":[[0,0],[1,100]]}},"""
                + """{"name":"n","curve":{"knots":[[0,0],[1,100]]}}]}],"tiers":[{"name":"low","from":0},{"name":"high","from":50}]"""
                + ""","segments":[{"name":"s","weights":{"n":0},"tiers":{"low":0}}]}""", profile.ToCanonicalJson());
        Assert.Contains("\"m\": 0\n", profile.ToJson(), StringComparison.Ordinal);
    }
}
