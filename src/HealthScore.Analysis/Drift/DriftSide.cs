using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>One of the two books that are compared, each customer by its last row.</summary>
public sealed record DriftSide
{
    internal DriftSide(long customers, long unscored, long earlier, LeftOut? leftOut) =>
        (Customers, Unscored, Earlier, LeftOut) = (customers, unscored, earlier, leftOut);

    /// <summary>How many customers it has.</summary>
    public long Customers { get; }

    /// <summary>How many of them have no score; they are a bin of the score and of the tiers.</summary>
    public long Unscored { get; }

    /// <summary>How many rows are left out because there is a later one of the customer.</summary>
    public long Earlier { get; }

    /// <summary>The snapshots without a known outcome, by the reason; <see langword="null"/> where no outcomes were given.</summary>
    public LeftOut? LeftOut { get; }

    /// <summary>The counts in a line.</summary>
    /// <returns>As in <c>310 customers, 12 without a score, 930 earlier rows left out</c>.</returns>
    public override string ToString() => Number.Counted(Customers, "customer")
        + (Unscored > 0 ? $", {Number.Count(Unscored)} without a score" : "")
        + (Earlier > 0 ? $", {Number.Counted(Earlier, "earlier row")} left out" : "");
}
