using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Points that a formula does not allow, and a formula that there is not. One mistake is one error, word for word.</summary>
public sealed class PointsOutOfRangeTests
{
    private static readonly Curve Line = Curve.Linear(0, 1);

    [Fact]
    public void A_formula_that_resembles_none() => Refused(
        [(""" "weight": 2,""", """ "formula": "median",""")],
        "$.dimensions[0].formula (line 7): unknown formula 'median'; use one of: lowest, points, weightedMean");

    [Fact]
    public void A_knot_at_100_is_not_the_one_beyond_it() => Refused(
        [("[0, 0], [50, 80], [90, 100]", "[0, 100], [90, 120]")],
        "$.dimensions[0].metrics[1].curve (line 10): "
            + "the curve gives 120 points at 90; keep points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void Fixed_points_too_far_out() => Assert.Equal("""
        The profile 'p' has 4 errors:
        - $.dimensions[0].metrics[0].missing.points: 2000000000 points are out of range; keep points between -1e9 and 1e9
        - $.dimensions[0].metrics[1].missing.points: -2000000000 points are out of range; keep points between -1e9 and 1e9
        - $.dimensions[0].metrics[2].onFault.points: 2000000000 points are out of range; keep points between -1e9 and 1e9
        - $.dimensions[1].metrics[0].onFault.points: 125 points are out of range; give points from 0 to 100; only the formula "points" goes beyond
        """.ReplaceLineEndings("\n"), Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("any points", 1, d => d.Formula(Formula.Points())
                .Metric("a", Line, m => m.WhenMissing(MissingPolicy.Points(2e9)))
                .Metric("b", Line, m => m.WhenMissing(MissingPolicy.Points(-2e9)))
                .Metric("c", Line, m => m.OnFault(FaultPolicy.Points(2e9)))
                .Metric("largest", Line, m => m.WhenMissing(MissingPolicy.Points(1e9)).OnFault(FaultPolicy.Points(-1e9))))
            .Dimension("mean", 1, d => d.Metric("e", Line, m => m.OnFault(FaultPolicy.Points(125))))
            .Tier("any", 0))).Message);
}
