using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Proposals;

/// <summary>
/// Two scores' AUC over the pairs within each date or fold, and the standard error of their difference by customer: each row's placement, above the
/// mean of its kind, is what it adds to the AUC.
/// </summary>
internal sealed class StratifiedAuc
{
    private readonly List<(UInt128 Pairs, double[] Added, int[] Customers)> _strata = [];
    private UInt128 _pairs;
    private UInt128 _before;
    private UInt128 _after;

    /// <summary>The AUC of the first score; ½ where no date or fold has a pair.</summary>
    public double Before => _pairs == 0 ? 0.5 : (double)_before / (double)(2 * _pairs);

    /// <summary>The AUC of the second score.</summary>
    public double After => _pairs == 0 ? 0.5 : (double)_after / (double)(2 * _pairs);

    /// <summary>Whether the second one ranks no fewer pairs right, in whole numbers.</summary>
    public bool DoesNotFall => _after >= _before;

    /// <summary>Adds rows; without a pair among them they add nothing.</summary>
    /// <param name="before">The first score; low ones are to have the outcome.</param>
    /// <param name="after">The second score.</param>
    /// <param name="events">Whether each row had the outcome.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    public void Add(double[] before, double[] after, bool[] events, int[] customers)
    {
        (ScoreGroups one, ScoreGroups other) = (ScoreGroups.Of(before, events), ScoreGroups.Of(after, events));
        (Concordance old, Concordance now) = (Concordance.Of(one), Concordance.Of(other));
        if (old.Pairs == 0)
            return;
        _pairs += old.Pairs;
        _before += old.TwiceConcordant;
        _after += now.TwiceConcordant;
        (double[] placesBefore, double[] placesAfter) = (Placements.Of(one, events), Placements.Of(other, events));
        double difference = now.Auc - old.Auc;
        double[] added = new double[events.Length];
        for (int i = 0; i < added.Length; i++)
            added[i] = (placesAfter[i] - placesBefore[i] - difference) / (events[i] ? one.AllEvents : one.AllOthers);
        _strata.Add((old.Pairs, added, customers));
    }

    /// <summary>The standard error of the difference; 0 where no date or fold has a pair.</summary>
    public double StandardError()
    {
        if (_strata.Count == 0)
            return 0;
        int most = _strata.Max(stratum => stratum.Customers.Max() + 1);
        double[] sums = new double[most];
        bool[] seen = new bool[most];
        foreach ((UInt128 pairs, double[] added, int[] customers) in _strata)
        {
            double share = (double)pairs / (double)_pairs;
            for (int i = 0; i < added.Length; i++)
            {
                sums[customers[i]] += share * added[i];
                seen[customers[i]] = true;
            }
        }
        (double squares, double count) = (0, 0);
        for (int customer = 0; customer < most; customer++)
        {
            squares += sums[customer] * sums[customer];
            count += seen[customer] ? 1 : 0;
        }
        return Math.Sqrt(count / (count - 1) * squares);
    }
}
