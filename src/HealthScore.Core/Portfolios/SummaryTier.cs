using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds of the customers of a tier.</summary>
internal record struct SummaryTier(
    string? Tier, [property: JsonRequired] long Customers, double? Share, double? Weight, double? WeightShare)
{
    public static SummaryTier Of(string? tier, long customers, long allCustomers, (Int128 Part, Int128 All)? weight) => new(
        tier, customers, ShareOf(customers, allCustomers), weight is { } known ? Grid.ToDouble(known.Part) : null,
        weight is { All: var all } sums && all > 0 ? (double)sums.Part / (double)all : null);

    /// <summary>Some of all customers, 0 to 1; null where there are none.</summary>
    public static double? ShareOf(long customers, long all) => all > 0 ? (double)customers / all : null;
}
