using BenchmarkDotNet.Attributes;
using HealthScoring.Curves;
using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Profiles;

namespace HealthScoring.Benchmarks;

/// <summary>
/// What does one customer cost, with and without its story, beside the code a team would write first: dictionaries and LINQ? Twelve metrics
/// in three dimensions, two caps, four tiers, one metric missing. Both give the same score to the last bit, which is checked before timing.
/// </summary>
[MemoryDiagnoser]
public class ScoreOneCustomer
{
    private const int Metrics = 12;
    private const int Dimensions = 3;

    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly double?[] _customer = [3, 14, null, 0.4, 7, 22, 61, 5, 18, 2, 9, 30];
    private HealthScorer<double?[]> _scorer = null!;

    [GlobalSetup]
    public void Setup()
    {
        ScoringProfile profile = ScoringProfile.Create("benchmark", p =>
        {
            for (int d = 0; d < Dimensions; d++)
            {
                int dimension = d;
                p.Dimension($"d{d}", weight: d + 1, metrics =>
                {
                    for (int i = dimension; i < Metrics; i += Dimensions)
                        metrics.Metric(NameOf(i), CurveOf(i), weight: i + 1);
                });
            }
            p.Cap("low-first", 40, Condition.Below(NameOf(0), 1)).Cap("low-last", 60, Condition.Below(NameOf(11), 1));
            p.Tier("critical", 0).Tier("at-risk", 25).Tier("steady", 50).Tier("thriving", 80);
        });
        _scorer = new(profile, Enumerable.Range(0, Metrics).Select(i => Metric.From<double?[]>(NameOf(i), customer => customer[i])));
        if (Score() is not { } score || score != Naive())
            throw new InvalidOperationException($"The two differ: {Score()} and {Naive()}.");
    }

    [Benchmark(Baseline = true)]
    public double? Naive()
    {
        var values = Enumerable.Range(0, Metrics).ToDictionary(NameOf, i => _customer[i]);
        double total = 0, weights = 0;
        foreach (IGrouping<int, int> dimension in Enumerable.Range(0, Metrics).GroupBy(i => i % Dimensions).OrderBy(group => group.Key))
        {
            int[] present = [.. dimension.Where(i => values[NameOf(i)] is not null).OrderBy(NameOf, StringComparer.Ordinal)];
            if (present.Length == 0)
                continue;
            double points = present.Sum(i => (i + 1) * CurveOf(i).Evaluate(values[NameOf(i)]!.Value)) / present.Sum(i => i + 1.0);
            total += (dimension.Key + 1) * points;
            weights += dimension.Key + 1;
        }
        double score = Math.Clamp(total / weights, 0, 100);
        score = values[NameOf(0)] < 1 ? Math.Min(score, 40) : score;
        return values[NameOf(11)] < 1 ? Math.Min(score, 60) : score;
    }

    [Benchmark]
    public double? Score() => _scorer.Score(_customer, AsOf).Value;

    [Benchmark]
    public int ScoreAndExplain() => _scorer.Score(_customer, AsOf).Explain().Length;

    private static string NameOf(int metric) => $"m{metric:00}";

    private static Curve CurveOf(int metric) => (metric % 4) switch
    {
        0 => Linear,
        1 => Knots,
        2 => Bands,
        _ => SCurve,
    };

    private static readonly Curve Linear = Curve.Linear(0, 20);
    private static readonly Curve Knots = Curve.FromKnots((0, 0), (3, 30), (8, 60), (20, 100));
    private static readonly Curve Bands = Curve.Bands((0, 0), (5, 40), (20, 100));
    private static readonly Curve SCurve = Curve.SCurve(0, 30);
}
