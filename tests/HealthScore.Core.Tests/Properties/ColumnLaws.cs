using HealthScoring.Curves;
using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Profiles;
using HealthScoring.Scoring;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ColumnLaws
{
    [Law]
    public void A_column_scores_to_the_last_bit_as_each_customer_alone(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        HealthScore[] single = trial.Scores();
        var scorer = new ColumnScorer(profile);
        // Repeated past a block, so that whole blocks, the rest of one, and every lane are met.
        int count = single.Length * (1 + trial.Seed % 7 * 40);
        MetricColumn[] columns = [.. scorer.Columns.Select(name =>
            (MetricColumn)Enumerable.Range(0, count).Select(i => Raw(trial.Customers[i % single.Length][name], i)).ToArray())];
        int[] named = [.. Enumerable.Repeat(IndexOf(profile, trial.Named), count)];
        (double[] scores, int[] tiers, double[] coverage, int[] segments) = (new double[count], new int[count], new double[count], new int[count]);

        scorer.Score(columns, scores, tiers, coverage, segments, named);

        for (int i = 0; i < count; i++)
        {
            HealthScore expected = single[i % single.Length];
            Assert.Equal(Bits(expected.Value ?? double.NaN), Bits(scores[i]));
            Assert.Equal(Bits(expected.Coverage), Bits(coverage[i]));
            Assert.Equal(expected.Tier, tiers[i] < 0 ? null : profile.Tiers[tiers[i]].Name);
            Assert.Equal(IndexOf(profile, expected.Segment.Name), segments[i]);
        }
    }

    [Law]
    public void A_curve_gives_eight_lanes_the_bits_it_gives_each_value(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        var table = new CurveTable(curve);
        var random = new Random(seed);
        double[] edges =
        [
            double.NaN, BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0001), BitConverter.UInt64BitsToDouble(0xFFFF_FFFF_FFFF_FFFF),
            double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, -0.0, 0, double.MaxValue, double.MinValue,
        ];
        double[] values = [.. Enumerable.Range(0, 64).Select(i => random.Next(5) switch
        {
            0 => curve.Knots[random.Next(curve.Knots.Count)].X,
            1 => Math.BitDecrement(curve.Knots[random.Next(curve.Knots.Count)].X),
            2 => curve.Knots[0].X + (curve.Knots[^1].X - curve.Knots[0].X) * (random.NextDouble() * 1.4 - 0.2),
            3 => edges[random.Next(edges.Length)],
            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        })];
        var points = new double[values.Length];

        table.Evaluate(ref values[0], ref points[0], (nuint)values.Length, missing: 12.5);

        Assert.Equal(values.Select(value => Bits(double.IsFinite(value) ? curve.Evaluate(value) : 12.5)), points.Select(Bits));
    }

    private static int IndexOf(ScoringProfile profile, string? segment) => profile.Segments.ToList().FindIndex(other => other.Name == segment);

    // Every way of being missing is the same.
    private static double Raw(Measurement measurement, int i) =>
        measurement.Value ?? (i % 3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
