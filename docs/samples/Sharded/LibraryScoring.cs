using HealthScoring.Columns;
using HealthScoring.Portfolios;

namespace HealthScoring.Samples.Sharded;

/// <summary>The same accounts scored by the library, in blocks: the memory it takes does not depend on their number.</summary>
public sealed class LibraryScoring
{
    private const int BlockSize = 8192;

    private readonly ColumnScorer _scorer;
    private readonly Func<Account, double>[] _metrics;

    public LibraryScoring(ScoringProfile profile)
    {
        _scorer = new(profile);
        _metrics = [.. _scorer.Columns.Select(name => Account.Metrics[name])];
    }

    /// <summary>Customers and revenue by segment and tier.</summary>
    public IReadOnlyList<TierCount> Count(int accounts)
    {
        var tally = new PortfolioTally(_scorer.Profile);
        double[][] values = [.. _metrics.Select(_ => new double[BlockSize])];
        (double[] ages, double[] revenue) = (new double[BlockSize], new double[BlockSize]);
        (double[] scores, int[] tiers) = (new double[BlockSize], new int[BlockSize]);
        for (int first = 1; first <= accounts; first += BlockSize)
        {
            int rows = Math.Min(BlockSize, accounts - first + 1);
            for (int row = 0; row < rows; row++)
            {
                Account account = Account.Of(first + row);
                for (int column = 0; column < values.Length; column++)
                    values[column][row] = _metrics[column](account);
                (ages[row], revenue[row]) = (account.NpsAge, account.RevenueCents);
            }
            MetricColumn[] columns = [.. _scorer.Columns.Select((name, column) =>
                name == "nps" ? new MetricColumn(values[column]).WithAges(ages) : new MetricColumn(values[column]))];
            _scorer.Score([.. columns.Select(column => column.Slice(0, rows))], scores.AsSpan(0, rows), tiers.AsSpan(0, rows), tally: tally,
                weights: revenue.AsSpan(0, rows));
        }
        return
        [
            .. from segment in tally.ToSummary().Segments
               from tier in segment.Tiers.Append(segment.Unscored)
               where tier.Customers > 0
               select new TierCount(segment.Segment, tier.Tier, tier.Customers, (long)(tier.Weight ?? 0)),
        ];
    }

    /// <summary>The score of one account; <see langword="null"/> where it is unscored.</summary>
    public double? Score(Account account)
    {
        double[] ages = [.. _scorer.Columns.Select(name => name == "nps" ? account.NpsAge : 0)];
        return _scorer.ScoreRow([.. _metrics.Select(metric => metric(account))], ages: ages).Value;
    }
}
