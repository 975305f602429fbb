using System.Buffers;
using System.Runtime.InteropServices;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class ColumnScorerTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("columns", profile => profile
        .Dimension("use", 2, use => use.Metric("days", Curve.Linear(0, 20), 3).Metric("seats", Curve.FromKnots((0, 0), (5, 60), (50, 100)), 1))
        .Dimension("mood", 1, mood => mood.Metric("nps", Curve.SCurve(-100, 100), 1))
        .Signal("overdue")
        .Cap("late", 40, Condition.AtLeast("overdue", 30))
        .Segment("large", large => large.When(Condition.AtLeast("seats", 40)).Weight("mood", 5))
        .Tier("low", 0).Tier("high", 50));

    private readonly ColumnScorer _scorer = new(Profile);

    [Fact]
    public void Columns_are_the_metrics_by_dimension_and_name_and_then_the_signals()
    {
        Assert.Equal(["nps", "days", "seats", "overdue"], _scorer.Columns);
        Assert.Same(Profile, _scorer.Profile);
    }

    [Fact]
    public void A_batch_by_hand()
    {
        double[] scores = new double[4], coverage = new double[4];
        int[] tiers = new int[4], segments = new int[4];

        // nps 100 -> 100; days 10 -> 50, seats 5 -> 60: use (3*50 + 60)/4 = 52.5; score (100 + 2*52.5)/3.
        _scorer.Score([new[] { 100, 100, 100, double.NaN }, new[] { 10.0, 10, 10, double.NaN }, new[] { 5, 5, 50, double.PositiveInfinity },
            new[] { double.NaN, 30, 0, 0 }], scores, tiers, coverage, segments);

        Assert.Equal([(100 + 2 * 52.5) / 3, 40, (5 * 100 + 2 * 62.5) / 7, double.NaN], scores);
        Assert.Equal([1, 0, 1, -1], tiers);
        Assert.Equal([1, 1, 1, 0], coverage);
        Assert.Equal([-1, -1, 0, -1], segments);
    }

    [Fact]
    public void A_row_says_its_score_in_a_line()
    {
        Assert.Equal("68.3 (tier 1)", _scorer.ScoreRow([100, 10, 5, double.NaN]).ToString());
        Assert.Equal("89.2 (tier 1, segment 0)", _scorer.ScoreRow([100, 10, 50, 0]).ToString());
        Assert.Equal("unscored", _scorer.ScoreRow([double.NaN, double.NaN, double.NaN, 0]).ToString());
    }

    [Fact]
    public void Every_edge_value_scores_the_same_in_every_lane()
    {
        var alone = new HealthScorer<double[]>(Profile, _scorer.Columns.Select((name, i) => HealthMetric.From<double[]>(name, row => row[i])));
        double[] usual = [12.5, 7, 3, 1];
        for (int column = 0; column < usual.Length; column++)
        {
            foreach (double edge in EdgeValues.All)
            {
                for (int lane = 0; lane < 17; lane++)
                {
                    double[][] rows = [.. Enumerable.Range(0, 17).Select(_ => usual.ToArray())];
                    rows[lane][column] = edge;
                    var (scores, tiers, coverage) = (new double[17], new int[17], new double[17]);

                    _scorer.Score([.. Enumerable.Range(0, 4).Select(i => (MetricColumn)rows.Select(row => row[i]).ToArray())],
                        scores, tiers, coverage);

                    HealthScore[] expected = [.. rows.Select(row => alone.Score(row))];
                    Assert.Equal(expected.Select(score => score.Value ?? double.NaN), scores);
                    Assert.Equal(expected.Select(score => score.Coverage), coverage);
                }
            }
        }
    }

    // Without coverages the heaviest metrics alone mostly say who has enough data: every mix of a fresh, a half faded and a missing heavy one with
    // the others, beside each other among eight rows in every way.
    [Fact]
    public void Too_little_data_are_noticed_where_no_coverage_is_asked_for()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0.5).Dimension("d", 1, d => d
            .Metric("a", Curve.Linear(0, 100), m => m.Weight(4).FreshFor(TimeSpan.FromDays(10), TimeSpan.FromDays(30)))
            .Metric("b", Curve.Linear(0, 100), 2).Metric("c", Curve.Linear(0, 100)).Metric("e", Curve.Linear(0, 100))).Tier("all", 0));
        // Of 24 numbers a third each is fresh, half faded and missing; the bits of the rest say who has b, c and e.
        (double Fresh, bool B, bool C, bool E)[] rows = [.. Enumerable.Range(0, 24).Select(i =>
            (1 - i / 8 * 0.5, (i & 4) == 0, (i & 2) == 0, (i & 1) == 0))];
        var scorer = new ColumnScorer(profile);
        MetricColumn a = rows.Select(row => row.Fresh == 0 ? double.NaN : 40).ToArray();
        double[] Of(Func<(double Fresh, bool B, bool C, bool E), bool> has) => [.. rows.Select(row => has(row) ? 80 : double.NaN)];
        MetricColumn[] columns =
        [
            a.WithAges(rows.Select(row => row.Fresh == 1 ? 0 : 20.0).ToArray()), Of(row => row.B), Of(row => row.C), Of(row => row.E),
        ];
        Assert.Equal(["a", "b", "c", "e"], scorer.Columns);
        for (int start = 0; start < rows.Length; start++)
        {
            int count = rows.Length - start;
            (double[] scores, int[] tiers) = (new double[count], new int[count]);

            scorer.Score([.. columns.Select(column => column.Slice(start, count))], scores, tiers);

            for (int i = 0; i < count; i++)
            {
                (double fresh, bool b, bool c, bool e) = rows[start + i];
                double heavy = 4 * fresh, others = (b ? 2 : 0) + (c ? 1 : 0) + (e ? 1 : 0);
                Assert.Equal(heavy + others >= 4 ? (40 * heavy + 80 * others) / (heavy + others) : double.NaN, scores[i], 1e-9);
                Assert.Equal(double.IsNaN(scores[i]) ? -1 : 0, tiers[i]);
            }
        }
    }

    // The distance from the beginning of the flat line to the value is more than a number can be.
    [Fact]
    public void A_flat_line_beyond_all_distances_scores_the_same_in_columns()
    {
        (Curve Curve, double Value, double Points)[] cases =
        [
            (Curve.FromKnots((-1e308, 0), (-9e307, 50), (-9e307, 80), (-8e307, 80)), 1e308, 80),
            (Curve.FromKnots((-1.2e308, 0), (-1e308, 50), (0, 50), (1e308, 50), (1.2e308, 100)), 9e307, 50),
        ];
        foreach ((Curve curve, double value, double points) in cases)
        {
            var scorer = new ColumnScorer(ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", curve)).Tier("all", 0)));
            double[] scores = new double[19];

            scorer.Score([Enumerable.Repeat(value, scores.Length).ToArray()], scores, new int[scores.Length]);

            Assert.Equal(points, scorer.ScoreRow([value]).Value);
            Assert.All(scores, score => Assert.Equal(points, score));
        }
    }

    [Fact]
    public void Calls_after_the_first_allocate_nothing()
    {
        MetricColumn[] columns =
        [
            .. Enumerable.Range(0, 3).Select(i => (MetricColumn)Enumerable.Range(0, 1003).Select(row => (double)(row % 60)).ToArray()),
            new float[1003],
        ];
        var (scores, tiers) = (new double[1003], new int[1003]);
        double[] rowValues = [1, 2, 3, 4], added = new double[4], lost = new double[4];
        void Score()
        {
            _scorer.Score(columns, scores, tiers);
            _scorer.ScoreRow(rowValues, added, lost);
        }
        for (int i = 0; i < 100; i++)
            Score();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Score();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Slices_are_views_of_rows()
    {
        MetricColumn column = new float[] { 1, 2, 3 };

        Assert.Equal(2, column.Slice(1, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Slice(2, 2));
    }

    [Fact]
    public void Wrong_lengths_are_refused_before_anything_is_written()
    {
        Refuses("There are 3 columns, and the profile reads 4: nps, days, seats, overdue. (Parameter 'columns')", _ => { },
            batch => batch.Columns = batch.Columns[..3]);
        Refuses("Column 'seats' has 1 rows, and there is room for 2 scores. (Parameter 'columns')", batch => batch.Columns[2] = new double[1]);
        Refuses("There is room for 2 scores and 3 tiers. (Parameter 'tiers')", batch => batch.Tiers = [7, 7, 7]);
        Refuses("There is room for 2 scores and 1 coverage. (Parameter 'coverage')", batch => batch.Coverage = [7]);
        Refuses("There is room for 2 scores and 1 segments. (Parameter 'segments')", batch => batch.Segments = [7]);
        Refuses("There is room for 2 scores and 3 namedSegments. (Parameter 'namedSegments')", batch => batch.Named = [-1, -1, -1]);
        Refuses("Row 1 names segment 1; the profile has 1 segments, counted from 0, and -1 stands for none. (Parameter 'namedSegments')",
            batch => batch.Named = [0, 1]);
        Refuses("Row 0 names segment -2; the profile has 1 segments, counted from 0, and -1 stands for none. (Parameter 'namedSegments')",
            batch => batch.Named = [-2, 1]);
    }

    [Fact]
    public void Overlapping_memory_is_refused_before_anything_is_written()
    {
        Refuses("Column 'days' overlaps an output. (Parameter 'columns')", batch => batch.Columns[1] = batch.Scores);
        Refuses("Column 'days' overlaps an output. (Parameter 'columns')", batch => batch.Columns[1] = batch.Coverage);
        Refuses("The coverage overlaps the scores or the tiers. (Parameter 'coverage')", batch => batch.Coverage = batch.Scores);
        Refuses("The segments overlap another output. (Parameter 'segments')", batch => batch.Segments = batch.Tiers);
        Refuses("The named segments overlap an output. (Parameter 'namedSegments')", batch => batch.Named = batch.Tiers);
        Refuses("The named segments overlap an output. (Parameter 'namedSegments')", batch => batch.Named = batch.Segments);
        Refuses("Column 'days' overlaps an output. (Parameter 'columns')",
            batch => batch.Columns[1] = new MetricColumn(new double[2]).WithAges(batch.Scores));
    }

    [Fact]
    public void Columns_in_single_precision_overlap_too()
    {
        var values = new float[4];
        MetricColumn days = new ReadOnlyMemory<float>(values, 0, 2);
        MetricColumn other = new double[2];

        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            _scorer.Score([other, days, other, other], MemoryMarshal.Cast<float, double>(values.AsSpan()), new int[2]));
        Assert.Equal("Column 'days' overlaps an output. (Parameter 'columns')", exception.Message);
    }

    [Fact]
    public void A_column_that_is_shorter_than_when_it_was_checked_is_not_read_past_its_end()
    {
        MetricColumn[] columns = [.. Enumerable.Repeat((MetricColumn)new double[64], 4)];
        columns[3] = new MetricColumn(new TouchedMemory(new double[64], () => columns[0] = new double[1]).Memory);

        Assert.Throws<ArgumentOutOfRangeException>(() => _scorer.Score(columns, new double[64], new int[64]));
    }

    [Fact]
    public void Memory_seen_as_two_types_is_refused_too()
    {
        var memory = new double[3];
        MetricColumn[] columns = [new double[2], new double[2], new double[2], new double[2]];

        Assert.Equal("The tiers overlap the scores. (Parameter 'tiers')", Assert.Throws<ArgumentException>(
            () => _scorer.Score(columns, memory.AsSpan(0, 2), MemoryMarshal.Cast<double, int>(memory.AsSpan(1, 1)))).Message);
        columns[1] = new float[2];
        float[] single = new float[4];
        columns[2] = new MetricColumn(single.AsMemory(0, 2));
        Assert.Equal("Column 'seats' overlaps an output. (Parameter 'columns')", Assert.Throws<ArgumentException>(
            () => _scorer.Score(columns, MemoryMarshal.Cast<float, double>(single.AsSpan()), new int[2])).Message);
    }

    [Fact]
    public void Codes_of_a_label_overlap_too()
    {
        ScoringProfile profile = ScoringProfile.Create("labels", p => p.Label("plan")
            .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 20))).Tier("low", 0));
        int[] codes = [0, -1];
        MetricColumn[] columns = [new double[2], MetricColumn.OfLabels(codes, (string[])["free"])];

        Assert.Equal("Column 'plan' overlaps an output. (Parameter 'columns')",
            Assert.Throws<ArgumentException>(() => new ColumnScorer(profile).Score(columns, new double[2], codes)).Message);
        Assert.Equal([0, -1], codes);
    }

    [Fact]
    public void Outputs_seen_as_two_types_overlap_too()
    {
        MetricColumn[] columns = [new double[2], new double[2], new double[2], new double[2]];
        double[] memory = new double[2];

        Assert.Equal("The coverage overlaps the scores or the tiers. (Parameter 'coverage')", Assert.Throws<ArgumentException>(
            () => _scorer.Score(columns, new double[2], MemoryMarshal.Cast<double, int>(memory.AsSpan())[..2], memory)).Message);
        Assert.Equal("The segments overlap another output. (Parameter 'segments')", Assert.Throws<ArgumentException>(
            () => _scorer.Score(columns, memory, new int[2], segments: MemoryMarshal.Cast<double, int>(memory.AsSpan())[..2])).Message);
        Assert.Equal("The segments overlap another output. (Parameter 'segments')", Assert.Throws<ArgumentException>(
            () => _scorer.Score(columns, new double[2], new int[2], memory, MemoryMarshal.Cast<double, int>(memory.AsSpan())[..2])).Message);
    }

    [Fact]
    public void A_missing_array_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => (MetricColumn)(double[])null!);
        Assert.Throws<ArgumentNullException>(() => (MetricColumn)(float[])null!);
    }

    [Fact]
    public void Memory_that_fails_half_way_leaves_the_tally_as_it_was()
    {
        // Making the column asks once.
        for (int allowed = 1; ; allowed++)
        {
            var tally = new PortfolioTally(Profile);
            MetricColumn[] columns =
                [.. Enumerable.Range(0, 3).Select(_ => (MetricColumn)new double[5000]), new(new FailingMemory(5000, allowed).Memory)];
            try
            {
                _scorer.Score(columns, new double[5000], new int[5000], tally: tally);
            }
            catch (ObjectDisposedException)
            {
                Assert.Equal(0, tally.ToSummary().All.Customers);
                continue;
            }
            Assert.Equal(5000, tally.ToSummary().All.Customers);
            // It has failed in the check, and at more than one block.
            Assert.True(allowed > 4, $"It was asked {allowed} times.");
            break;
        }
    }

    [Fact]
    public void A_wrong_row_is_refused()
    {
        double[] row = [1, 2, 3, 4];

        Assert.Equal("There are 3 values, and the profile reads 4: nps, days, seats, overdue. (Parameter 'row')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row.AsSpan(1))).Message);
        Assert.Equal("There are 4 values and room for 3 points. (Parameter 'pointsAdded')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, new double[3])).Message);
        Assert.Equal("There are 4 values and room for 5 points. (Parameter 'pointsLost')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, [], new double[5])).Message);
        Assert.Equal("An output overlaps the row or the other output. (Parameter 'row')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, row)).Message);
        Assert.Equal("The row names segment 4; the profile has 1 segments, counted from 0, and -1 stands for none. (Parameter 'namedSegment')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, namedSegment: 4)).Message);
        Assert.Equal("The profile has 1 guardrails, and there is room for 2 changes. (Parameter 'guardrailChanges')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, guardrailChanges: new double[2])).Message);
        Assert.Equal("The guardrails' changes overlap the row, the ages or the other output. (Parameter 'guardrailChanges')",
            Assert.Throws<ArgumentException>(() => _scorer.ScoreRow(row, guardrailChanges: row.AsSpan(3))).Message);
    }

    [Fact]
    public void Outputs_of_a_row_that_overlap_are_refused()
    {
        double[] row = [1, 2, 3, 4], buffer = new double[4];
        string Message(Action score) => Assert.Throws<ArgumentException>(score).Message;
        const string Row = "An output overlaps the row or the other output. (Parameter 'row')",
            Ages = "An output overlaps the ages. (Parameter 'ages')",
            Changes = "The guardrails' changes overlap the row, the ages or the other output. (Parameter 'guardrailChanges')";

        Assert.Equal(Row, Message(() => _scorer.ScoreRow(row, buffer, buffer)));
        Assert.Equal(Row, Message(() => _scorer.ScoreRow(row, pointsLost: row)));
        Assert.Equal(Ages, Message(() => _scorer.ScoreRow(row, buffer, ages: buffer)));
        Assert.Equal(Ages, Message(() => _scorer.ScoreRow(row, pointsLost: buffer, ages: buffer)));
        Assert.Equal(Changes, Message(() => _scorer.ScoreRow(row, ages: buffer, guardrailChanges: buffer.AsSpan(0, 1))));
        Assert.Equal(Changes, Message(() => _scorer.ScoreRow(row, buffer, guardrailChanges: buffer.AsSpan(0, 1))));
        Assert.Equal(Changes, Message(() => _scorer.ScoreRow(row, pointsLost: buffer, guardrailChanges: buffer.AsSpan(0, 1))));
        Assert.Equal([1, 2, 3, 4], row);
        Assert.Equal([0, 0, 0, 0], buffer);
    }

    [Fact]
    public void A_row_says_what_its_guardrails_changed()
    {
        double[] changes = new double[1];

        RowScore capped = _scorer.ScoreRow([100, 10, 5, 30], guardrailChanges: changes);
        Assert.Equal((40, (100 + 2 * 52.5) / 3), (capped.Value, capped.ValueBeforeGuardrails));
        Assert.Equal([40 - (100 + 2 * 52.5) / 3], changes);
        _scorer.ScoreRow([-100, 0, 0, 30], guardrailChanges: changes);
        Assert.Equal([0], changes);
        RowScore free = _scorer.ScoreRow([100, 10, 5, 29], guardrailChanges: changes);
        Assert.Equal(free.Value, free.ValueBeforeGuardrails);
        Assert.Equal([double.NaN], changes);
        Assert.Null(_scorer.ScoreRow([double.NaN, double.NaN, double.NaN, 0]).ValueBeforeGuardrails);
    }

    [Fact]
    public void A_column_reads_back()
    {
        float[] values = [1, float.NaN, 3];
        double[] ages = [0, 1, 2], read = new double[2];
        MetricColumn column = new MetricColumn(values).WithAges(ages);
        column.CopyTo(1, read);
        Assert.Equal([double.NaN, 3], read);
        column.CopyAgesTo(1, read);
        Assert.Equal([1, 2], read);
        Assert.True(column.HasAges && !column.IsLabel && column.Codes.IsEmpty && column.Texts.IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => column.CopyTo(2, read));
        int[] codes = [1, -1];
        string?[] texts = ["a", "b"];
        var labels = MetricColumn.OfLabels(codes, texts);
        Assert.True(labels.IsLabel && !labels.HasAges && labels.Codes.SequenceEqual(codes) && labels.Texts.Span.SequenceEqual(texts));
        Assert.Throws<ArgumentOutOfRangeException>(() => labels.CopyTo(0, read));
    }

    private void Refuses(string message, params Action<Batch>[] spoil)
    {
        var batch = new Batch();
        foreach (Action<Batch> change in spoil)
            change(batch);

        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => _scorer.Score(batch.Columns, batch.Scores, batch.Tiers, batch.Coverage, batch.Segments, batch.Named));

        Assert.Equal(message, exception.Message);
        Assert.Equal([7.0, 7], batch.Scores);
        Assert.All(batch.Tiers, tier => Assert.Equal(7, tier));
    }

    private sealed class Batch
    {
        public MetricColumn[] Columns { get; set; } = [new double[2], new double[2], new double[2], new double[2]];

        public double[] Scores { get; } = [7, 7];

        public int[] Tiers { get; set; } = [7, 7];

        public double[] Coverage { get; set; } = [7, 7];

        public int[] Segments { get; set; } = [7, 7];

        public int[] Named { get; set; } = [-1, 0];
    }

    /// <summary>A host's memory that is let go while it is read.</summary>
    private sealed class FailingMemory(int length, int allowed) : MemoryManager<double>
    {
        private readonly double[] _values = new double[length];
        private int _asked;

        public override Span<double> GetSpan() => _asked++ < allowed ? _values : throw new ObjectDisposedException(nameof(FailingMemory));

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
