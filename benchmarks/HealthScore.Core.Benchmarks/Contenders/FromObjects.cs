using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The library over customer objects: it reads their metrics itself.</summary>
internal sealed class FromObjects : Contender
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Customer[] _customers;
    private readonly HealthScorer<Customer> _scorer;
    private readonly double[] _scores;
    private readonly int[] _tiers;

    public FromObjects(ScoringProfile profile, IEnumerable<IMetric<Customer>> metrics, Customer[] customers)
        : base("objects", customers.Length)
    {
        _customers = customers;
        _scorer = new(profile, metrics);
        _scores = new double[customers.Length];
        _tiers = new int[customers.Length];
    }

    public override void Run(int first, int count) =>
        _scorer.ScoreInto(_customers.AsSpan(first, count), AsOf, _scores.AsSpan(first, count), _tiers.AsSpan(first, count));

    public override Scored Score(int count)
    {
        Run(0, count);
        return new(_scores[..count], _tiers[..count]);
    }
}
