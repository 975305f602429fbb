using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The sums of one group of customers, all of them whole numbers.</summary>
internal sealed class GroupTally(int tiers, int metrics, int signals, int labels)
{
    public const int Bins = 10;

    private const double BinWidth = 100.0 / Bins;

    public long Customers { get; private set; }

    /// <summary>The customers that have a weight.</summary>
    public long Weighted { get; private set; }

    public long Faulty { get; set; }

    /// <summary>The customers for whom the host named a segment that the profile does not have.</summary>
    public NameTally UnknownSegments { get; } = new();

    /// <summary>The customers with a text of each label that no condition names, in canonical order.</summary>
    public NameTally[] OtherTexts { get; } = [.. Enumerable.Range(0, labels).Select(_ => new NameTally())];

    public Int128 Coverage { get; private set; }

    /// <summary>The customers that have a score; an override can give a tier to one that has none.</summary>
    public long Scored { get; private set; }

    /// <summary>The weights of the customers that have a score.</summary>
    public Int128 ScoredWeight { get; private set; }

    /// <summary>The sum of the scores.</summary>
    public Int128 Scores { get; private set; }

    /// <summary>The sum of weight times score.</summary>
    public Int128 WeightedScores { get; private set; }

    /// <summary>The customers by tier; the unscored ones first.</summary>
    public long[] TierCustomers { get; } = new long[tiers + 1];

    /// <summary>The weights by tier; those of unscored customers first.</summary>
    public Int128[] TierWeights { get; } = new Int128[tiers + 1];

    public long[] Histogram { get; } = new long[Bins];

    /// <summary>The points that each metric lost, in canonical order.</summary>
    public Int128[] Lost { get; } = new Int128[metrics];

    /// <summary>How many customers lack each metric, then each signal, and then each label, in canonical order.</summary>
    public long[] Missing { get; } = new long[metrics + signals + labels];

    /// <summary>How many customers have a value of each metric below its curve, in canonical order.</summary>
    public long[] BelowCurve { get; } = new long[metrics];

    /// <summary>How many customers have a value of each metric above its curve, in canonical order.</summary>
    public long[] AboveCurve { get; } = new long[metrics];

    /// <summary>Counts customers: all but their faults and what each metric did.</summary>
    /// <param name="scores">The scores; NaN where unscored.</param>
    /// <param name="tiers">The tiers; -1 where unscored.</param>
    /// <param name="coverage">The coverages.</param>
    /// <param name="weights">The weights, NaN where there is none; empty for none at all.</param>
    // Not inlined, so that its vectors do not take room from the caller's.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Add(ReadOnlySpan<double> scores, ReadOnlySpan<int> tiers, ReadOnlySpan<double> coverage, ReadOnlySpan<double> weights)
    {
        // No block is so long that these overflow.
        (int scored, int first) = (0, 0);
        long[] tierCustomers = TierCustomers, histogram = Histogram;
        Vector512<long> allCovered = Vector512<long>.Zero, sums = allCovered;
        Span<long> bins = stackalloc long[Vector512<long>.Count];
        for (; first <= scores.Length - bins.Length; first += bins.Length)
        {
            Vector512<double> score = Vector512.LoadUnsafe(in scores[first]);
            score &= Vector512.Equals(score, score);
            allCovered += Grid.Of(Vector512.LoadUnsafe(in coverage[first]));
            sums += Grid.Of(score);
            Grid.WholeOf(Vector512.Floor((score + Vector512.Create(Precision.LeastTolerance)) / Vector512.Create(BinWidth))).CopyTo(bins);
            for (int i = 0; i < bins.Length; i++)
            {
                int tier = tiers[first + i];
                tierCustomers[tier + 1]++;
                if (tier < 0)
                    continue;
                scored++;
                histogram[Math.Min((int)bins[i], Bins - 1)]++;
            }
        }
        (long covered, long sum) = (Vector512.Sum(allCovered), Vector512.Sum(sums));
        for (int i = first; i < scores.Length; i++)
        {
            covered += Grid.Of(coverage[i]);
            tierCustomers[tiers[i] + 1]++;
            if (tiers[i] < 0)
                continue;
            scored++;
            sum += Grid.Of(scores[i]);
            histogram[BinOf(scores[i])]++;
        }
        Customers += scores.Length;
        Coverage += covered;
        Scored += scored;
        Scores += sum;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!double.IsNaN(weights[i]))
                AddWeight(tiers[i], Grid.OfWeight(weights[i]), scores[i]);
        }
    }

    /// <summary>Counts one customer: all but its faults and what each metric did.</summary>
    /// <param name="score">The score; NaN where unscored.</param>
    /// <param name="tier">The tier; -1 for none.</param>
    /// <param name="coverage">The coverage.</param>
    /// <param name="weight">The weight, NaN for none.</param>
    public void AddOne(double score, int tier, double coverage, double weight)
    {
        if (!double.IsNaN(weight))
            AddWeight(tier, Grid.OfWeight(weight), score);
        Customers++;
        Coverage += Grid.Of(coverage);
        Count((score, tier), 1);
    }

    /// <summary>Counts what one metric did for one customer.</summary>
    /// <param name="index">The metric's place in canonical order.</param>
    /// <param name="value">The value; NaN where it is missing.</param>
    /// <param name="span">From where to where its curve goes.</param>
    /// <param name="lost">The points it lost; 0 for an unscored customer.</param>
    public void AddMetric(int index, double value, ValueRange span, double lost)
    {
        Lost[index] += Grid.Of(lost);
        Missing[index] += double.IsNaN(value) ? 1 : 0;
        BelowCurve[index] += value < span.From ? 1 : 0;
        AboveCurve[index] += value > span.To ? 1 : 0;
    }

    /// <summary>Counts whether one signal or label is there for one customer.</summary>
    /// <param name="column">The index of the signal or label, after those of the metrics.</param>
    /// <param name="value">The value; NaN where it is missing.</param>
    public void AddSignal(int column, double value) => Missing[column] += double.IsNaN(value) ? 1 : 0;

    /// <summary>Counts a customer that was counted with one score and tier with another; NaN and -1 where unscored.</summary>
    public void Move((double Score, int Tier) from, (double Score, int Tier) to, double weight)
    {
        Count(from, -1);
        Count(to, 1);
        if (double.IsNaN(weight))
            return;
        AddWeight(from.Tier, -Grid.OfWeight(weight), from.Score);
        AddWeight(to.Tier, Grid.OfWeight(weight), to.Score);
        // The same customer as before.
        Weighted -= 2;
    }

    /// <summary>Counts customers that nothing is known of: a fault each, no value, no score, no weight.</summary>
    public void AddUnknown(int customers)
    {
        Customers += customers;
        Faulty += customers;
        TierCustomers[0] += customers;
        for (int i = 0; i < Missing.Length; i++)
            Missing[i] += customers;
    }

    /// <exception cref="OverflowException">The sums would not fit.</exception>
    public void Add(GroupTally other)
    {
        WeightedScores = checked(WeightedScores + other.WeightedScores);
        Customers += other.Customers;
        Weighted += other.Weighted;
        Scored += other.Scored;
        ScoredWeight += other.ScoredWeight;
        Faulty += other.Faulty;
        UnknownSegments.Add(other.UnknownSegments);
        for (int i = 0; i < OtherTexts.Length; i++)
            OtherTexts[i].Add(other.OtherTexts[i]);
        Coverage += other.Coverage;
        Scores += other.Scores;
        for (int i = 0; i < TierCustomers.Length; i++)
        {
            TierCustomers[i] += other.TierCustomers[i];
            TierWeights[i] += other.TierWeights[i];
        }
        for (int i = 0; i < Histogram.Length; i++)
            Histogram[i] += other.Histogram[i];
        for (int i = 0; i < Lost.Length; i++)
        {
            Lost[i] += other.Lost[i];
            BelowCurve[i] += other.BelowCurve[i];
            AboveCurve[i] += other.AboveCurve[i];
        }
        for (int i = 0; i < Missing.Length; i++)
            Missing[i] += other.Missing[i];
    }

    /// <summary>What is written and read of the sums.</summary>
    public TalliedGroup ToData() => new()
    {
        TierCustomers = [.. TierCustomers],
        TierWeights = [.. TierWeights],
        Histogram = [.. Histogram],
        Scores = Scores,
        Coverage = Coverage,
        Weighted = Weighted,
        ScoredWeight = ScoredWeight,
        WeightedScores = WeightedScores,
        Faulty = Faulty,
        Lost = [.. Lost],
        Missing = [.. Missing],
        BelowCurve = [.. BelowCurve],
        AboveCurve = [.. AboveCurve],
        OfUnknownSegment = UnknownSegments.Customers,
        UnknownSegments = [.. UnknownSegments.First],
        OtherTexts = [.. OtherTexts.Select(label => new TalliedNames(label.Customers, [.. label.First]))],
    };

    /// <summary>Takes sums over that were written; there are none yet.</summary>
    public void Take(TalliedGroup data)
    {
        data.TierCustomers.CopyTo(TierCustomers);
        data.TierWeights.CopyTo(TierWeights);
        data.Histogram.CopyTo(Histogram);
        (Customers, Scored, Weighted, Faulty) = (data.TierCustomers.Sum(), data.Histogram.Sum(), data.Weighted, data.Faulty);
        (Scores, Coverage, ScoredWeight, WeightedScores) = (data.Scores, data.Coverage, data.ScoredWeight, data.WeightedScores);
        data.Lost.CopyTo(Lost);
        data.Missing.CopyTo(Missing);
        data.BelowCurve.CopyTo(BelowCurve);
        data.AboveCurve.CopyTo(AboveCurve);
        UnknownSegments.Take(data.OfUnknownSegment, data.UnknownSegments);
        for (int i = 0; i < OtherTexts.Length; i++)
            OtherTexts[i].Take(data.OtherTexts[i].Customers, data.OtherTexts[i].First);
    }

    public void Clear()
    {
        (Customers, Weighted, Faulty, Coverage, Scored, ScoredWeight, Scores, WeightedScores) = (0, 0, 0, 0, 0, 0, 0, 0);
        UnknownSegments.Clear();
        foreach (NameTally label in OtherTexts)
            label.Clear();
        Array.Clear(TierCustomers);
        Array.Clear(TierWeights);
        Array.Clear(Histogram);
        Array.Clear(Lost);
        Array.Clear(Missing);
        Array.Clear(BelowCurve);
        Array.Clear(AboveCurve);
    }

    private static int BinOf(double score) => Math.Min((int)((score + Precision.LeastTolerance) / BinWidth), Bins - 1);

    private void Count((double Score, int Tier) customer, int sign)
    {
        TierCustomers[customer.Tier + 1] += sign;
        if (double.IsNaN(customer.Score))
            return;
        Scored += sign;
        Scores += sign * Grid.Of(customer.Score);
        Histogram[BinOf(customer.Score)] += sign;
    }

    private void AddWeight(int tier, Int128 weight, double score)
    {
        if (!double.IsNaN(score))
        {
            WeightedScores = checked(WeightedScores + weight * Grid.Of(score));
            ScoredWeight += weight;
        }
        Weighted++;
        TierWeights[tier + 1] += weight;
    }
}
