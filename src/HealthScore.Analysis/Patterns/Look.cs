using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>One look at customers with one item, or with two of different attributes.</summary>
/// <param name="First">The first item's attribute.</param>
/// <param name="FirstItem">The item.</param>
/// <param name="Second">The second item's attribute; -1 for none.</param>
/// <param name="SecondItem">The item.</param>
/// <param name="Inside">The customers with both.</param>
internal readonly record struct Look(int First, int FirstItem, int Second, int SecondItem, EventCount Inside)
{
    public bool IsPair => Second >= 0;

    /// <summary>The probability of such a table where nothing goes with the outcome.</summary>
    public double P(EventCount all) => Inside.FisherP(all.Less(Inside));

    /// <summary>
    /// Whether the pair says more than each of its items: those with one item and not the other are unlike it, and on the side of all. A pair that
    /// only weakens an item is none.
    /// </summary>
    public bool SaysMoreThan(EventCount first, EventCount second, EventCount all)
    {
        EventCount inside = Inside;
        int side = inside.CompareRate(all);
        bool Differs(EventCount single) => single.Less(inside) is { Customers: > 0 } rest && inside.CompareRate(rest) == side
            && inside.FisherP(rest) <= MostPOfRest;
        return Differs(first) && Differs(second);
    }

    private const double MostPOfRest = 0.05 / 2;
}
