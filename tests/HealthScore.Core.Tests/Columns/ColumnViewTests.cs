using System.Runtime.CompilerServices;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>Columns in arrays are read where they are.</summary>
public sealed class ColumnViewTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("views", profile => profile
        .Dimension("use", 1, use => use.Metric("share", Curve.Linear(0, 100))).Tier("low", 0));

    private readonly ColumnScorer _scorer = new(Profile);

    // 2,048 rows are scored at a time. A share is its own score.
    [Theory]
    [InlineData(2048)]
    [InlineData(2056)]
    [InlineData(4104)]
    [InlineData(4107)]
    public void Every_block_of_rows_is_read_from_its_place_in_the_array(int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(row => 1.0 + row % 97)];
        double[] scores = new double[rows], scoresOfPart = new double[rows];

        _scorer.Score([values], scores, new int[rows]);
        _scorer.Score([new ReadOnlyMemory<double>([-1, -1, -1, .. values, -1]).Slice(3, rows)], scoresOfPart, new int[rows]);

        Assert.Equal(values, scores);
        Assert.Equal(values, scoresOfPart);
    }

    [Fact]
    public void A_column_is_let_go_of_after_the_call()
    {
        WeakReference column = ScoreOnce();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(column.IsAlive);
        Assert.Equal(50, _scorer.ScoreRow([50]).Value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference ScoreOnce()
    {
        double[] values = new double[8];
        _scorer.Score([values], new double[8], new int[8]);
        return new(values);
    }
}
