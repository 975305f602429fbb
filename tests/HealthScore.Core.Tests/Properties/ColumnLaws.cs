using System.Buffers;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ColumnLaws
{
    private static readonly int[] Sizes = [0, 1, 7, 8, 9, 511, 512, 513, 1031, 2047, 2048, 2049, 5000];

    [Law(costs: 2)]
    public void A_column_scores_to_the_last_bit_as_each_customer_alone(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        HealthScore[] single = trial.Scores();
        Random random = trial.Choices;
        int count = random.Next(8) == 0 ? Sizes[random.Next(Sizes.Length)] : random.Next(30);
        int[] customers = [.. Enumerable.Range(0, count).Select(_ => random.Next(single.Length))];
        var scorer = new ColumnScorer(profile);
        MetricColumn[] columns = CustomerColumns.Of(scorer, [.. customers.Select(customer => trial.Customers[customer])]);
        int[] named = [.. Enumerable.Repeat(PlaceOf(profile, trial.Named), count)];
        (double[] scores, int[] tiers, double[] coverage, int[] segments) =
            (new double[count], new int[count], new double[count], new int[count]);

        // Any split, on any number of threads.
        int part = random.Next(1, count + 2);
        Parallel.For(0, (count + part - 1) / part, new() { MaxDegreeOfParallelism = random.Next(1, 5) }, i =>
        {
            (int start, int length) = (i * part, Math.Min(part, count - i * part));
            scorer.Score([.. columns.Select(column => column.Slice(start, length))], scores.AsSpan(start, length), tiers.AsSpan(start, length),
                coverage.AsSpan(start, length), segments.AsSpan(start, length), named.AsSpan(start, length));
        });

        for (int i = 0; i < count; i++)
        {
            HealthScore expected = single[customers[i]];
            Assert.Equal(Bits(expected.Value ?? double.NaN), Bits(scores[i]));
            Assert.Equal(Bits(expected.Coverage), Bits(coverage[i]));
            Assert.Equal(expected.Tier, tiers[i] < 0 ? null : profile.Tiers[tiers[i]].Name);
            Assert.Equal(PlaceOf(profile, expected.Segment), segments[i]);
        }

        // Without coverage another way is taken.
        (double[] again, int[] tiersAgain) = (new double[count], new int[count]);
        scorer.Score(columns, again, tiersAgain, namedSegments: named);
        Assert.Equal(scores.Select(Bits), again.Select(Bits));
        Assert.Equal(tiers, tiersAgain);
    }

    [Law(costs: 2)]
    public void A_row_scores_and_splits_to_the_last_bit_as_a_customer(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        var scorer = new ColumnScorer(profile);
        HealthScore[] single = trial.Scores();
        for (int i = 0; i < single.Length; i++)
        {
            double[] row = CustomerColumns.Row(scorer, trial.Customers[i], i);
            (double[] added, double[] lost) = (new double[row.Length], new double[row.Length]);

            double[] ages = [.. scorer.Columns.Select(name => Trial.Age(trial.Customers[i][name]))];

            RowScore score = scorer.ScoreRow(row, added, lost, PlaceOf(profile, trial.Named), ages);

            Assert.Equal(Bits(single[i].Value ?? double.NaN), Bits(score.Value ?? double.NaN));
            Assert.Equal(single[i].Tier, score.TierIndex < 0 ? null : profile.Tiers[score.TierIndex].Name);
            Assert.Equal(Bits(single[i].Coverage), Bits(score.Coverage));
            Assert.Equal(PlaceOf(profile, single[i].Segment), score.SegmentIndex);
            for (int j = 0; j < row.Length; j++)
            {
                Contribution? contribution = single[i].Contributions.SingleOrDefault(other => other.Metric == scorer.Columns[j]);
                Assert.Equal(Bits(contribution?.PointsAdded ?? 0), Bits(added[j]));
                Assert.Equal(Bits(contribution?.PointsLost ?? 0), Bits(lost[j]));
            }
        }
    }

    [Law(costs: 3)]
    public void A_column_scores_the_same_wherever_its_values_are_stored(Trial trial)
    {
        var scorer = new ColumnScorer(trial.Profile.Build());
        int count = 1 + trial.Choices.Next(40);
        MetricColumn[] labels = [.. trial.Profile.Labels.Order(StringComparer.Ordinal).Select(label =>
            CustomerColumns.Coded(Enumerable.Range(0, count).Select(i => trial.Customers[i % trial.Customers.Length][label].Label)))];
        float[][] values = [.. scorer.Columns.SkipLast(labels.Length).Select(name =>
            Enumerable.Range(0, count).Select(i => (float)CustomerColumns.Raw(trial.Customers[i % trial.Customers.Length][name], i)).ToArray())];
        double[][] wide = [.. values.Select(column => column.Select(value => (double)value).ToArray())];
        MetricColumn[][] stores =
        [
            [.. wide.Select(column => (MetricColumn)column)],
            [.. values.Select(column => (MetricColumn)column)],
            [.. wide.Select(column => new MetricColumn(new NativeMemory(column).Memory))],
            [.. wide.Select(column => new MetricColumn(new ReadOnlyMemory<double>([double.NaN, .. column, 1, 2]).Slice(1, count)))],
        ];
        double[][] ages = [.. scorer.Columns.Select(name =>
            Enumerable.Range(0, count).Select(i => Trial.Age(trial.Customers[i % trial.Customers.Length][name])).ToArray())];
        var results = stores.Select(store => store.Select((column, i) => column.WithAges(ages[i])).Concat(labels).ToArray()).Select(columns =>
        {
            (double[] scores, int[] tiers, double[] coverage) = (new double[count], new int[count], new double[count]);
            scorer.Score(columns, scores, tiers, coverage);
            return scores.Concat(coverage).Select(Bits).Concat(tiers.Select(tier => (long)tier)).ToArray();
        }).ToArray();

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Law]
    public void A_curve_gives_eight_lanes_the_bits_it_gives_each_value(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        var table = new CurveTable(curve);
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 64).Select(i => random.Next(5) switch
        {
            0 => curve.Knots[random.Next(curve.Knots.Count)].X,
            1 => Math.BitDecrement(curve.Knots[random.Next(curve.Knots.Count)].X),
            2 => curve.Knots[0].X + (curve.Knots[^1].X - curve.Knots[0].X) * (random.NextDouble() * 1.4 - 0.2),
            3 => EdgeValues.All[random.Next(EdgeValues.All.Length)],
            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        })];
        var points = new double[values.Length];

        table.Evaluate(ref values[0], ref points[0], (nuint)values.Length);

        Assert.Equal(values.Select(value => Bits(double.IsFinite(value) ? curve.Evaluate(value) : double.NaN)), points.Select(Bits));
    }

    private static int PlaceOf(ScoringProfile profile, string? segment) => profile.Segments.ToList().FindIndex(other => other.Name == segment);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    /// <summary>Memory that does not say it is an array, as a native library's does not.</summary>
    private sealed class NativeMemory(double[] values) : MemoryManager<double>
    {
        private readonly double[] _values = [.. values];

        public override Span<double> GetSpan() => _values;

        public override MemoryHandle Pin(int elementIndex = 0) => _values.AsMemory(elementIndex).Pin();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
