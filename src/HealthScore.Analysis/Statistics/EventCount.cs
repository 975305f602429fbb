namespace HealthScoring.Analysis.Statistics;

/// <summary>How many customers there are, and how many of them had the outcome.</summary>
internal readonly record struct EventCount(long Events, long Customers)
{
    /// <summary>Those who had it not.</summary>
    public long Others => Customers - Events;

    /// <summary>The share that had it; NaN without customers.</summary>
    public double Rate => (double)Events / Customers;

    /// <summary>Those left without some of them.</summary>
    public EventCount Less(EventCount some) => new(Events - some.Events, Customers - some.Customers);

    /// <summary>Compares two rates as fractions: 1 where this one is higher, 0 where they are equal.</summary>
    public int CompareRate(EventCount other) => ((Int128)Events * other.Customers).CompareTo((Int128)other.Events * Customers);

    /// <summary>Fisher's two-sided test that the rate of others is the same.</summary>
    public double FisherP(EventCount other) => FisherTest.TwoSided(Events, Others, other.Events, other.Others);
}
