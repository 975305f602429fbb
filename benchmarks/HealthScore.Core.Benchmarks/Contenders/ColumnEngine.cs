using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The library: columns in, a score and a tier a row out.</summary>
internal sealed class ColumnEngine : Contender
{
    private readonly ColumnScorer _scorer;
    private readonly MetricColumn[] _columns;
    private readonly int[]? _segments;
    private readonly double[] _scores;
    private readonly int[] _tiers;

    /// <param name="portfolio">The customers.</param>
    /// <param name="segmented">Whether each row is scored in its own segment; otherwise all are by the base profile.</param>
    /// <param name="rows">How many rows to have at hand; all if not given.</param>
    public ColumnEngine(Portfolio portfolio, bool segmented = false, int? rows = null)
        : base(segmented ? "columns, mixed segments" : "columns", rows ?? portfolio.Rows)
    {
        _scorer = new(portfolio.Draft.Profile);
        _columns = [.. portfolio.Columns.Select((column, i) =>
            portfolio.IsLabel(i) ? MetricColumn.OfLabels(portfolio.Plans, Portfolio.PlanNames) : new MetricColumn(column))];
        _segments = segmented ? portfolio.Segments : null;
        _scores = new double[Rows];
        _tiers = new int[Rows];
    }

    public override void Run(int first, int count)
    {
        Span<MetricColumn> view = new MetricColumn[_columns.Length];
        for (int i = 0; i < view.Length; i++)
            view[i] = _columns[i].Slice(first, count);
        ReadOnlySpan<int> segments = _segments is null ? default : _segments.AsSpan(first, count);
        _scorer.Score(view, _scores.AsSpan(first, count), _tiers.AsSpan(first, count), namedSegments: segments);
    }

    public override Scored Score(int count)
    {
        Run(0, count);
        return new(_scores[..count], _tiers[..count]);
    }
}
