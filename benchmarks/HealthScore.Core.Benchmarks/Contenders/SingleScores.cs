using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The library, one customer after the other, each with its full explanation: what a customer page shows.</summary>
internal sealed class SingleScores : Contender
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HealthScorer<int> _scorer;
    private readonly string[] _tiers;

    /// <param name="portfolio">The customers; the place of a row stands for the customer.</param>
    /// <param name="segmented">Whether each row is scored in its own segment.</param>
    /// <param name="rows">How many of them.</param>
    public SingleScores(Portfolio portfolio, bool segmented, int rows)
        : base("one by one", rows)
    {
        ScoringProfile profile = portfolio.Draft.Profile;
        _scorer = new(profile, portfolio.Names.Select((name, i) => portfolio.IsLabel(i)
            ? HealthMetric.Label<int>(name, row => Portfolio.PlanNames[portfolio.Plans[row]])
            : HealthMetric.From<int>(name, row => portfolio.Columns[i][row])), new()
            {
                SegmentBy = row => segmented && portfolio.Segments[row] >= 0 ? profile.Segments[portfolio.Segments[row]].Name : null,
            });
        _tiers = [.. profile.Tiers.Select(tier => tier.Name)];
    }

    public override void Run(int first, int count)
    {
        for (int row = first; row < first + count; row++)
            _scorer.Score(row, AsOf);
    }

    public override Scored Score(int count)
    {
        HealthScore[] scores = [.. Enumerable.Range(0, count).Select(row => _scorer.Score(row, AsOf))];
        return new([.. scores.Select(score => score.Value ?? double.NaN)], [.. scores.Select(score => Array.IndexOf(_tiers, score.Tier))]);
    }
}
