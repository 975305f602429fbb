using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>Watches a stream for a metric or signal that more customers lack than an earlier summary says, by more than a limit.</summary>
internal sealed class LossWatch(Plan plan, PortfolioSummary earlier, double limit)
{
    private readonly long[] _missing = new long[plan.Columns.Length];

    /// <summary>Counts the next block.</summary>
    /// <param name="block">What was counted of it.</param>
    /// <param name="customers">How many customers there are, with those of the block.</param>
    /// <exception cref="LostDataException">Too many of these customers lack a value.</exception>
    public void Count(PortfolioTally block, long customers)
    {
        Add(block);
        MissingShare[] lost = [.. earlier.MissingShares(plan.Columns.Zip(_missing), customers)
            .Where(metric => MissingShare.IsMore(metric.Difference, limit))];
        if (lost.Length > 0)
            throw new LostDataException(customers, limit, Array.AsReadOnly(lost));
    }

    /// <summary>Counts customers without a judgement on them.</summary>
    public void Add(PortfolioTally counted)
    {
        foreach (GroupTally group in counted.Groups)
        {
            for (int i = 0; i < _missing.Length; i++)
                _missing[i] += group.Missing[i];
        }
    }
}
