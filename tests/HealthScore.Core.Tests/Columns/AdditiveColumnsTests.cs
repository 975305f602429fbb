using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class AdditiveColumnsTests
{
    // By hand: x adds one and a half times its value, 0 to 150; y takes 0.8 times its value, 0 to 80.
    [Fact]
    public void Dimensions_add_up_beyond_0_and_100_and_only_the_score_is_clamped()
    {
        var scorer = new ColumnScorer(ScoringProfile.Create("sums", p => p.Formula(Formula.Points())
            .Dimension("a", 1, a => a.Formula(Formula.Points()).Metric("x", Curve.FromKnots((0, 0), (100, 150))))
            .Dimension("b", 1, b => b.Formula(Formula.Points()).Metric("y", Curve.FromKnots((0, 0), (100, -80))))
            .Tier("low", 0).Tier("high", 50)));
        double[] x = [100, 100, 0, 80, double.NaN], y = [100, 0, 100, 50, double.NaN], scores = new double[5];
        int[] tiers = new int[5];
        Assert.Equal(["x", "y"], scorer.Columns);

        scorer.Score([x, y], scores, tiers);

        Assert.Equal([70, 100, 0, 80, double.NaN], scores);
        Assert.Equal([1, 1, 0, 1, -1], tiers);
    }
}
