using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// More customers of a stream lack a value than in an earlier summary, by more than the stream's options allow: a source of data is down.
/// </summary>
public sealed class LostDataException : Exception
{
    internal LostDataException(long customers, double limit, IReadOnlyList<MissingShare> lost)
        : base($"More customers lack a value than before, by more than {PortfolioComparison.Points(limit)}: {string.Join("; ", lost)} "
            + $"(of {Number.Counted(customers, "customer")} so far). "
            + "Results of the blocks before were handed over; score again when the source is back.") =>
        (Customers, MaxLostShare, Lost) = (customers, limit, lost);

    /// <summary>
    /// How many customers the shares are of: those handed over, those of the block that is not, and those that
    /// the options' <c>CountedBefore</c> counted.
    /// </summary>
    public long Customers { get; }

    /// <summary>How much larger a share the options allow, 0 to 1.</summary>
    public double MaxLostShare { get; }

    /// <summary>The metrics, signals and labels that too many customers lack, in canonical order.</summary>
    public IReadOnlyList<MissingShare> Lost { get; }
}
