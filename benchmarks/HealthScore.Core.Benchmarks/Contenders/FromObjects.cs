using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Customers;
using HealthScoring.Profiles;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The library over customer objects: it reads their metrics itself.</summary>
internal sealed class FromObjects : Contender
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Customer[] _customers;
    private readonly HealthScorer<Customer> _scorer;
    private readonly string[] _tierNames;
    private readonly double[] _scores;
    private readonly int[] _tiers;

    public FromObjects(ScoringProfile profile, Customer[] customers)
        : base("objects", customers.Length)
    {
        _customers = customers;
        _scorer = new(profile, CustomerFigures.Metrics);
        _tierNames = [.. profile.Tiers.Select(tier => tier.Name)];
        _scores = new double[customers.Length];
        _tiers = new int[customers.Length];
    }

    // One by one; the place for a call that takes a span of customers.
    public override void Run(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            HealthScore score = _scorer.Score(_customers[i], AsOf);
            (_scores[i], _tiers[i]) = (score.Value ?? double.NaN, Array.IndexOf(_tierNames, score.Tier));
        }
    }

    public override Scored Score(int count)
    {
        Run(0, count);
        return new(_scores[..count], _tiers[..count]);
    }
}
