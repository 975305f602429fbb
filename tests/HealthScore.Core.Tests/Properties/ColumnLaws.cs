using HealthScoring.Curves;
using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Scoring;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ColumnLaws
{
    [Law]
    public void A_column_scores_to_the_last_bit_as_each_customer_alone(Trial trial)
    {
        var profile = trial.Profile.Build();
        HealthScore[] single = trial.Scores();
        foreach (string? segment in single.Select(score => score.Segment.Name).Distinct())
        {
            var scorer = new ColumnScorer(profile, segment);
            // Repeated past a block, so that whole blocks, the rest of one, and every lane are met.
            int[] rows = [.. Enumerable.Range(0, single.Length).Where(i => single[i].Segment.Name == segment)];
            int count = rows.Length * (1 + trial.Seed % 7 * 40);
            MetricColumn[] columns = [.. scorer.Columns.Select(name =>
                (MetricColumn)Enumerable.Range(0, count).Select(i => Raw(trial.Customers[rows[i % rows.Length]][name], i)).ToArray())];
            (double[] scores, int[] tiers, double[] coverage) = (new double[count], new int[count], new double[count]);

            scorer.Score(columns, scores, tiers, coverage);

            for (int i = 0; i < count; i++)
            {
                HealthScore expected = single[rows[i % rows.Length]];
                Assert.Equal(Bits(expected.Value ?? double.NaN), Bits(scores[i]));
                Assert.Equal(Bits(expected.Coverage), Bits(coverage[i]));
                Assert.Equal(expected.Tier, tiers[i] < 0 ? null : profile.Tiers[tiers[i]].Name);
            }
        }
    }

    [Law]
    public void A_curve_gives_a_span_the_bits_it_gives_each_value(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 3 + random.Next(40)).Select(_ => random.Next(4) switch
        {
            0 => curve.Knots[random.Next(curve.Knots.Count)].X,
            1 => Math.BitDecrement(curve.Knots[random.Next(curve.Knots.Count)].X),
            2 => curve.Knots[0].X + (curve.Knots[^1].X - curve.Knots[0].X) * (random.NextDouble() * 1.4 - 0.2),
            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        })];
        var points = new double[values.Length];

        curve.Evaluate(values, points);

        Assert.Equal(values.Select(value => Bits(curve.Evaluate(value))), points.Select(Bits));
    }

    // Every way of being missing is the same.
    private static double Raw(Measurement measurement, int i) =>
        measurement.Value ?? (i % 3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
