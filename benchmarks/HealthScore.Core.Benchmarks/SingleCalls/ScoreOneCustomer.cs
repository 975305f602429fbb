using BenchmarkDotNet.Attributes;
using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.SingleCalls;

/// <summary>
/// What does one customer cost, with and without its explanation, compared with the code a team would write first: dictionaries and LINQ?
/// Twelve metrics of all shapes in three dimensions, two caps, four tiers, one metric missing. All give the same score, which is checked
/// before timing.
/// </summary>
[MemoryDiagnoser]
[MaxIterationCount(30)]
public class ScoreOneCustomer
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Customer _customer = new()
    {
        ActiveDays = 14,
        FeaturesUsed = 9,
        SeatUse = 0.82,
        KeyActions = 61,
        Nps = 20,
        Csat = 3.8,
        DaysSinceContact = 18,
        SponsorMeetings = null,
        OpenTickets = 4,
        DaysOverdue = 2,
        TenureMonths = 31,
        UsageTrend = 0.05,
    };

    private readonly double[] _row = new double[12];
    private readonly double[] _pointsAdded = new double[12];
    private readonly double[] _pointsLost = new double[12];
    private readonly double[] _score = new double[1];
    private readonly int[] _tier = new int[1];
    private HealthScorer<Customer> _scorer = null!;
    private ColumnScorer _columnScorer = null!;
    private MetricColumn[] _columns = null!;
    private NaiveScorer _naive = null!;

    [GlobalSetup]
    public void Setup()
    {
        _scorer = new(Drafts.Mixed.Profile, CustomerFigures.Metrics);
        _columnScorer = new(Drafts.Mixed.Profile);
        for (int i = 0; i < _row.Length; i++)
            _row[i] = CustomerFigures.All.Single(figure => figure.Name == _columnScorer.Columns[i]).Read(_customer) ?? double.NaN;
        _columns = [.. _row.Select(value => new MetricColumn((double[])[value]))];
        _naive = new(Drafts.Mixed.Profile);
        if (Score().Value is not { } score || score != OneRowOfColumns() || score != RowWithContributions()
            || Math.Abs(score - Naive()!.Value) > 1e-9)
            throw new InvalidOperationException($"They differ: {Score().Value}, {OneRowOfColumns()}, {RowWithContributions()} and {Naive()}.");
    }

    [Benchmark(Baseline = true)]
    public double? Naive() => _naive.Score(_customer).Score;

    [Benchmark]
    public HealthScore Score() => _scorer.Score(_customer, AsOf);

    [Benchmark]
    public string ScoreAndExplain() => _scorer.Score(_customer, AsOf).Explain();

    [Benchmark]
    public double? RowWithContributions() => _columnScorer.ScoreRow(_row, _pointsAdded, _pointsLost).Value;

    [Benchmark]
    public double OneRowOfColumns()
    {
        _columnScorer.Score(_columns, _score, _tier);
        return _score[0];
    }
}
