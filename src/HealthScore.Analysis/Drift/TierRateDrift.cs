using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How many customers of a tier had the outcome, then and now.</summary>
public sealed class TierRateDrift
{
    private readonly EventCount _before;
    private readonly EventCount _after;

    internal TierRateDrift(string tier, EventCount before, EventCount after)
    {
        (Tier, _before, _after) = (tier, before, after);
        P = before.FisherP(after);
        if (!IsTest)
            return;
        Interval interval = RateDifference.Of(after.Events, after.Customers, before.Events, before.Customers, Separation.Z95);
        (Difference, LowerDifference, UpperDifference) = (after.Rate - before.Rate, interval.Lower, interval.Upper);
    }

    /// <summary>The tier.</summary>
    public string Tier { get; }

    /// <summary>Its customers in the reference.</summary>
    public long CustomersBefore => _before.Customers;

    /// <summary>How many of them had the outcome.</summary>
    public long EventsBefore => _before.Events;

    /// <summary>Its customers now.</summary>
    public long CustomersAfter => _after.Customers;

    /// <summary>How many of them had the outcome.</summary>
    public long EventsAfter => _after.Events;

    /// <summary>The rate now less the rate then; <see langword="null"/> where the tier is empty on one side.</summary>
    public double? Difference { get; }

    /// <summary>The lower end of the difference's 95 % interval.</summary>
    public double? LowerDifference { get; }

    /// <summary>The upper end of the difference's 95 % interval.</summary>
    public double? UpperDifference { get; }

    /// <summary>The probability of such a difference where the rates are the same (Fisher).</summary>
    public double P { get; }

    /// <summary>The probability, corrected for the number of tiers.</summary>
    public double AdjustedP { get; internal set; } = 1;

    /// <summary>Whether the tier has customers on both sides.</summary>
    internal bool IsTest => _before.Customers > 0 && _after.Customers > 0;

    /// <summary>The rates in words.</summary>
    /// <returns>As in <c>at-risk: 41 of 120 (34.2 %) → 12 of 90 (13.3 %), -20.8 points (-31.1 to -9.2)</c>.</returns>
    public override string ToString() => $"{Tier}: {Text(_before)} → {Text(_after)}"
        + (this is { Difference: { } points, LowerDifference: { } lower, UpperDifference: { } upper }
            ? $", {Number.Signed(100 * points)} points ({Number.Signed(100 * lower)} to {Number.Signed(100 * upper)})"
                + (AdjustedP <= DriftReport.MostP ? ", beyond chance" : "")
            : "");

    private static string Text(EventCount count) =>
        $"{Number.Count(count.Events)} of {Number.Count(count.Customers)}{(count.Customers > 0 ? $" ({Number.Percent(count.Rate)})" : "")}";
}
