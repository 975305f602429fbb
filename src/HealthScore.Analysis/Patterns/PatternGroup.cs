using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Some customers, and how many of them had the outcome.</summary>
public sealed record PatternGroup
{
    internal PatternGroup(long customers, long events, double? revenue, double? revenueOfEvents) =>
        (Customers, Events, Revenue, RevenueOfEvents) = (customers, events, revenue, revenueOfEvents);

    /// <summary>How many there are.</summary>
    public long Customers { get; }

    /// <summary>How many of them had the outcome.</summary>
    public long Events { get; }

    /// <summary>The share that had the outcome; <see langword="null"/> without customers.</summary>
    public double? Rate => Customers == 0 ? null : (double)Events / Customers;

    /// <summary>What they pay, those aside of whom that is not known; <see langword="null"/> where the book has no weights.</summary>
    public double? Revenue { get; }

    /// <summary>What those with the outcome pay; <see langword="null"/> where the book has no weights.</summary>
    public double? RevenueOfEvents { get; }

    /// <summary>The group in a line.</summary>
    /// <returns>As in <c>41 of 120 customers (34.2 %)</c>, with the revenue where that is known.</returns>
    public override string ToString() => $"{Number.Count(Events)} of {Number.Counted(Customers, "customer")}"
        + (Rate is { } rate ? $" ({Number.Percent(rate)})" : "")
        + (Revenue is { } all ? $", revenue {Number.Weight(RevenueOfEvents.GetValueOrDefault())} of {Number.Weight(all)}" : "");
}
