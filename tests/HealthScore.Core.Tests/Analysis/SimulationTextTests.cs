using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class SimulationTextTests
{
    // By hand: before, each metric is one of 11 or 10, so 100 points add 9.1 or 10 and 10 points 0.9 or 1; after, it is its weight of 67 or 57. So
    // the score falls from 50.9 to 30.1, or from 55 to 33.7.
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12 }, """
        Why: 1 mover scored before and after, -20.8 points on average
          m1: -7.6 points on average, 1 mover
          m2: -6.1 points on average, 1 mover
          m3: -4.6 points on average, 1 mover
          m4: -3.1 points on average, 1 mover
          m5: -1.6 points on average, 1 mover
          m11: +0.9 points on average, 1 mover
          m10: +0.6 points on average, 1 mover
          m9: +0.4 points on average, 1 mover
          m8: +0.3 points on average, 1 mover
          m7: +0.1 points on average, 1 mover
          … and 1 more

        """)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 12 }, """
        Why: 1 mover scored before and after, -21.3 points on average
          m1: -8.2 points on average, 1 mover
          m2: -6.5 points on average, 1 mover
          m3: -4.7 points on average, 1 mover
          m4: -3.0 points on average, 1 mover
          m5: -1.2 points on average, 1 mover
          m10: +1.1 points on average, 1 mover
          m9: +0.6 points on average, 1 mover
          m8: +0.4 points on average, 1 mover
          m7: +0.2 points on average, 1 mover
          m6: +0.1 points on average, 1 mover

        """)]
    public void Ten_causes_are_said_and_how_many_more_there_are(double[] weights, string why)
    {
        ScoringProfile Weighted(Func<double, double> weight) => ScoringProfile.Create("many", p => p
            .Dimension("all", 1, all =>
            {
                for (int i = 0; i < weights.Length; i++)
                    all.Metric($"m{i + 1}", Curve.Linear(0, 100), weight(weights[i]));
            })
            .Tier("low", 0).Tier("high", 50));
        IMetric<double[]>[] metrics = [.. weights.Select((_, i) => HealthMetric.From<double[]>($"m{i + 1}", values => values[i]))];
        double[] customer = [.. weights.Select((_, i) => i < 5 ? 100.0 : 10.0)];

        SimulationResult<double[]> result = ProfileSimulation.Run(Weighted(_ => 1), Weighted(weight => weight), metrics, [customer], new());

        Assert.EndsWith($"\n\n{why.ReplaceLineEndings("\n")}", result.Explain(), StringComparison.Ordinal);
    }
}
