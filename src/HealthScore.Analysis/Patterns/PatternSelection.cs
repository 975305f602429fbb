using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>Chooses among significant looks: the surest first, and none that says nearly the same of the same customers as one before it.</summary>
internal sealed class PatternSelection
{
    private const int MostPerSide = 10;

    private readonly Outcome _outcome;
    private readonly PatternAttribute[] _attributes;
    private readonly GroupCount _groups;
    private readonly EventCount _all;
    private readonly int _looks;
    private readonly Dictionary<(int, int), CustomerSet> _sets = [];

    public PatternSelection(Outcome outcome, PatternAttribute[] attributes, BookRows rows, EventCount all, int looks)
    {
        (_outcome, _attributes, _groups, _all, _looks) = (outcome, attributes, new(rows), all, looks);
    }

    /// <summary>The patterns of one side, the surest first.</summary>
    /// <param name="significant">The looks that go with the outcome.</param>
    /// <param name="side">1 for those who had it more often than all, -1 for those who had it less often.</param>
    public IReadOnlyList<Pattern> OfSide(IEnumerable<(Look Look, double AdjustedP)> significant, int side)
    {
        List<Pattern> patterns = [];
        List<CustomerSet> chosen = [];
        // What is equally sure: the wider one, then the simpler one, which was looked at first.
        foreach ((Look look, double p, Interval lift) in significant.Where(one => one.Look.Inside.CompareRate(_all) == side)
            .Select(one => (one.Look, one.AdjustedP, Lift: LiftOf(one.Look)))
            .OrderByDescending(one => side > 0 ? one.Lift.Lower : -one.Lift.Upper).ThenByDescending(one => one.Look.Inside.Customers))
        {
            CustomerSet customers = SetOf(look);
            if (chosen.Exists(other => customers.IsLike(other, 1, 2)))
                continue;
            chosen.Add(customers);
            patterns.Add(PatternOf(look, p, lift, customers));
            if (patterns.Count == MostPerSide)
                break;
        }
        return patterns;
    }

    private Interval LiftOf(Look look) =>
        WilsonInterval.OfLift(look.Inside.Events, look.Inside.Customers, _all.Events, _all.Customers, _looks);

    private Pattern PatternOf(Look look, double adjustedP, Interval lift, CustomerSet customers)
    {
        PatternItem item = _attributes[look.First].Items[look.FirstItem]!;
        PatternItem[] items = look.IsPair ? [item, _attributes[look.Second].Items[look.SecondItem]!] : [item];
        return new(_outcome, items, _groups.Of(customers.Has))
        {
            Lift = look.Inside.Rate / _all.Rate,
            LowerLift = lift.Lower,
            UpperLift = lift.Upper,
            AdjustedP = adjustedP,
            NearlySegment = items is [{ Kind: PatternItemKind.Segment }] ? null : NearlySegment(customers),
        };
    }

    private string? NearlySegment(CustomerSet customers)
    {
        for (int i = 0; i < _attributes.Length; i++)
        {
            foreach ((int item, PatternItem? segment) in _attributes[i].Items.Index())
            {
                if (segment is { Kind: PatternItemKind.Segment } && customers.IsLike(SetOf(i, item), 9, 10))
                    return segment.Name;
            }
        }
        return null;
    }

    private CustomerSet SetOf(Look look)
    {
        CustomerSet first = SetOf(look.First, look.FirstItem);
        return look.IsPair ? first.And(SetOf(look.Second, look.SecondItem)) : first;
    }

    private CustomerSet SetOf(int attribute, int item)
    {
        if (!_sets.TryGetValue((attribute, item), out CustomerSet set))
            _sets.Add((attribute, item), set = CustomerSet.Of(_attributes[attribute].Codes, item));
        return set;
    }
}
