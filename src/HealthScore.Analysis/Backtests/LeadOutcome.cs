using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What the score said some days before the outcome.</summary>
public sealed class LeadOutcome
{
    internal LeadOutcome(int days, int customers, int inWorstTier, Separation? separation) =>
        (Days, Customers, InWorstTier, Separation) = (days, customers, inWorstTier, separation);

    /// <summary>How many days before, at the least.</summary>
    public int Days { get; }

    /// <summary>How many of the outcomes have a score from then or before; a customer that had several counts for each.</summary>
    public int Customers { get; }

    /// <summary>How many of them were in the tier that asks for attention: the lowest for churn, the highest for expansion.</summary>
    public int InWorstTier { get; }

    /// <summary>How well their last score from then separates them from the customers without the outcome at the same times.</summary>
    public Separation? Separation { get; }

    /// <summary>The outcome in a line.</summary>
    /// <returns>As in <c>60 days before: 14 of 31 in the tier that asks for attention; AUC 0.702 (0.601 to 0.785)</c>.</returns>
    public override string ToString() =>
        $"{Number.Text(Days)} days before: {Number.Count(InWorstTier)} of {Number.Count(Customers)} in the tier that asks for attention"
        + (Separation is null ? "" : $"; {Separation}");
}
