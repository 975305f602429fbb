using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>Looks at all items and at all pairs of them, and keeps what goes with the outcome.</summary>
internal sealed class PatternSearch
{
    private const double MostP = 0.05;
    private const long FewestOutside = 20;
    private const double FewestExpected = 5;

    private readonly PatternAttribute[] _attributes;
    private readonly bool[] _events;
    private readonly EventCount[][] _singles;

    /// <summary>Counts the items.</summary>
    /// <param name="attributes">The attributes, with one code per customer.</param>
    /// <param name="events">Whether each customer had the outcome.</param>
    public PatternSearch(PatternAttribute[] attributes, bool[] events)
    {
        (_attributes, _events) = (attributes, events);
        All = new(events.LongCount(isEvent => isEvent), events.Length);
        _singles = [.. attributes.Select(attribute => Count(attribute.Codes, attribute.Items.Length))];
    }

    /// <summary>All customers.</summary>
    public EventCount All { get; }

    /// <summary>How many looks were wide enough to be counted.</summary>
    public int Looks { get; private set; }

    /// <summary>How many of them go with the outcome, pairs that say no more than their items among them.</summary>
    public int Significant { get; private set; }

    /// <summary>How many customers an item or pair must have.</summary>
    public static long FewestInside(long customers) => Math.Max(20, (customers + 99) / 100);

    /// <summary>The looks that go with the outcome, each with its corrected probability; a pair only where it says more than its items.</summary>
    public IReadOnlyList<(Look Look, double AdjustedP)> Find()
    {
        Look[] looks = [.. Singles().Concat(Pairs()).Where(look => IsWide(look.Inside))];
        double[] adjusted = BenjaminiHochberg.Adjusted([.. looks.Select(look => look.P(All))]);
        (Look Look, double AdjustedP)[] significant = [.. looks.Zip(adjusted).Where(one => one.Second <= MostP)];
        (Looks, Significant) = (looks.Length, significant.Length);
        return [.. significant.Where(one => !one.Look.IsPair || one.Look.SaysMoreThan(
            _singles[one.Look.First][one.Look.FirstItem], _singles[one.Look.Second][one.Look.SecondItem], All))];
    }

    // A rule that does not look at the outcome inside, so that it favours none.
    private bool IsWide(EventCount inside) => inside.Customers >= FewestInside(All.Customers) && All.Customers - inside.Customers >= FewestOutside
        && Math.Min(All.Events, All.Others) * (double)inside.Customers >= FewestExpected * All.Customers;

    private IEnumerable<Look> Singles() => _attributes.SelectMany((attribute, first) => attribute.Items.Index()
        .Where(item => item.Item is not null).Select(item => new Look(first, item.Index, -1, -1, _singles[first][item.Index])));

    private IEnumerable<Look> Pairs()
    {
        for (int first = 0; first < _attributes.Length; first++)
        {
            for (int second = first + 1; second < _attributes.Length; second++)
            {
                (PatternAttribute one, PatternAttribute other) = (_attributes[first], _attributes[second]);
                EventCount[] both = Count(one.Codes, one.Items.Length, other.Codes, other.Items.Length);
                for (int cell = 0; cell < both.Length; cell++)
                {
                    (int item, int otherItem) = Math.DivRem(cell, other.Items.Length);
                    if (one.Items[item] is not null && other.Items[otherItem] is not null)
                        yield return new(first, item, second, otherItem, both[cell]);
                }
            }
        }
    }

    private EventCount[] Count(byte[] codes, int items)
    {
        int[] counts = new int[2 * items];
        for (int row = 0; row < codes.Length; row++)
            counts[2 * codes[row] + (_events[row] ? 1 : 0)]++;
        return Cells(counts);
    }

    private EventCount[] Count(byte[] codes, int items, byte[] otherCodes, int otherItems)
    {
        int[] counts = new int[2 * items * otherItems];
        for (int row = 0; row < codes.Length; row++)
            counts[2 * (codes[row] * otherItems + otherCodes[row]) + (_events[row] ? 1 : 0)]++;
        return Cells(counts);
    }

    private static EventCount[] Cells(int[] counts) => [.. Enumerable.Range(0, counts.Length / 2)
        .Select(cell => new EventCount(counts[2 * cell + 1], (long)counts[2 * cell] + counts[2 * cell + 1]))];
}
