using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The customers of one tier in a group of customers, or those without a score.</summary>
public sealed class TierShare
{
    internal TierShare(SummaryTier data) => (Tier, Customers, Share, Weight, WeightShare) = data;

    /// <summary>The tier's name; <see langword="null"/> for the customers without a score.</summary>
    public string? Tier { get; }

    /// <summary>How many customers there are.</summary>
    public long Customers { get; }

    /// <summary>
    /// Their share of all customers of the group, those without a score included, 0 to 1; <see langword="null"/> when the group has none.
    /// </summary>
    public double? Share { get; }

    /// <summary>The sum of their weights; <see langword="null"/> when no customer of the group has one.</summary>
    public double? Weight { get; }

    /// <summary>
    /// Their share of the group's weight, those without a score included, 0 to 1; <see langword="null"/> when that is 0 or there is none.
    /// </summary>
    public double? WeightShare { get; }

    /// <summary>The tier and its customers in a line; shares are rounded to one decimal.</summary>
    /// <returns>As in <c>at-risk: 1,200 customers (24.0 %), weight 350,000 (31.5 %)</c>, or <c>unscored: 3 customers (0.1 %)</c>.</returns>
    public override string ToString() => $"{Tier ?? "unscored"}: {Number.Counted(Customers, "customer")}{InBrackets(Share)}"
        + (Weight is { } weight ? $", weight {Number.Weight(weight)}{InBrackets(WeightShare)}" : "");

    private static string InBrackets(double? share) => share is { } part ? $" ({Number.Percent(part)})" : "";
}
