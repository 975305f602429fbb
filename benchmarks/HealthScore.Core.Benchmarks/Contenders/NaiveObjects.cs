using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>A list of customer objects through the <see cref="NaiveScorer"/>: the same scores.</summary>
internal sealed class NaiveObjects : Contender
{
    private readonly Customer[] _customers;
    private readonly NaiveScorer _scorer;
    private readonly string[] _tiers;
    private readonly (double? Score, string? Tier)[] _results;

    public NaiveObjects(ScoringProfile profile, Customer[] customers)
        : base("objects and LINQ", customers.Length)
    {
        _customers = customers;
        _scorer = new(profile);
        _tiers = [.. profile.Tiers.Select(tier => tier.Name)];
        _results = new (double?, string?)[customers.Length];
    }

    public override void Run(int first, int count)
    {
        for (int i = first; i < first + count; i++)
            _results[i] = _scorer.Score(_customers[i]);
    }

    public override Scored Score(int count)
    {
        Run(0, count);
        return new([.. _results.Take(count).Select(result => result.Score ?? double.NaN)],
            [.. _results.Take(count).Select(result => Array.IndexOf(_tiers, result.Tier))]);
    }
}
