using HealthScoring.Analysis.Statistics;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>The figures about separation against what their definitions say, pair by pair.</summary>
public sealed class SeparationLaws
{
    private const double Z95 = 1.959963984540054;

    [Law]
    public void A_rising_map_of_the_scores_or_another_order_of_the_rows_changes_no_bit(int seed)
    {
        var random = new Random(seed);
        StatisticsBook book = StatisticsBook.Draw(random);
        int[] order = [.. Enumerable.Range(0, book.Scores.Length)];
        random.Shuffle(order);
        StatisticsBook other = book.Take(order);
        other = other with { Scores = [.. other.Scores.Select(score => Math.Exp(score / 20) - 7)] };

        (ScoreGroups one, ScoreGroups mapped) = (Groups(book), Groups(other));

        Assert.Equal(Concordance.Of(one), Concordance.Of(mapped));
        (KolmogorovSmirnov ks, KolmogorovSmirnov mappedKs) = (KolmogorovSmirnov.Of(one), KolmogorovSmirnov.Of(mapped));
        Assert.Equal((ks.Numerator, ks.Denominator, Math.Exp(ks.At / 20) - 7), (mappedKs.Numerator, mappedKs.Denominator, mappedKs.At));
        int groups = random.Next(1, 12);
        Assert.Equal(LiftGroups.Of(one, groups), LiftGroups.Of(mapped, groups));
        Assert.Equal(IsotonicFit.RisingAsScoresFall(one), IsotonicFit.RisingAsScoresFall(mapped));
        int calls = random.Next(order.Length + 1);
        Assert.Equal(Capacity.Of(one, calls), Capacity.Of(mapped, calls));
    }

    [Law]
    public void The_contrary_score_has_the_contrary_auc(int seed)
    {
        StatisticsBook book = StatisticsBook.Draw(new Random(seed));
        Concordance one = Concordance.Of(Groups(book)),
            contrary = Concordance.Of(Groups(book with { Scores = [.. book.Scores.Select(score => -score)] }));
        Assert.Equal(2 * one.Pairs, one.TwiceConcordant + contrary.TwiceConcordant);
        Assert.Equal(one.Pairs, contrary.Pairs);
    }

    [Law]
    public void The_auc_and_its_covariance_are_those_of_every_pair(int seed)
    {
        var random = new Random(seed);
        StatisticsBook book = StatisticsBook.Draw(random, most: 30);
        StatisticsBook other = book with { Scores = [.. book.Scores.Select(score => random.Next(2) == 0 ? score : 10.0 * random.Next(11))] };
        (ScoreGroups one, ScoreGroups two) = (Groups(book), Groups(other));
        (double[] first, double[] second) = (Placements.Of(one, book.Events), Placements.Of(two, book.Events));

        (double auc, double[] right) = PairByPair(book);
        (double otherAuc, double[] otherRight) = PairByPair(other);

        Assert.Equal(auc, Concordance.Of(one).Auc, 1e-12);
        Close(right, first);
        Close(otherRight, second);
        Assert.Equal(Covariance(book, right, auc, right, auc), AucCovariance.Of(first, first, book.Events, book.Customers), 1e-12);
        Assert.Equal(Covariance(book, right, auc, otherRight, otherAuc), AucCovariance.Of(first, second, book.Events, book.Customers), 1e-12);
        Assert.Equal(auc - otherAuc, AucDifference.Of(one, two, book.Events, book.Customers).Difference, 1e-12);
    }

    [Law]
    public void Rows_repeated_under_their_customer_are_no_more_evidence(int seed)
    {
        var random = new Random(seed);
        StatisticsBook book = StatisticsBook.Draw(random);
        int[] rows = [.. Enumerable.Range(0, book.Scores.Length)];
        StatisticsBook repeated = book.Take([.. Enumerable.Repeat(rows, random.Next(2, 5)).SelectMany(row => row)]);

        (double auc, double variance, Interval interval) = Judged(book);
        (double sameAuc, double sameVariance, Interval sameInterval) = Judged(repeated);

        Assert.Equal(auc, sameAuc, 1e-12);
        Assert.Equal(variance, sameVariance, 1e-12);
        Assert.Equal(interval.Lower, sameInterval.Lower, 1e-12);
        Assert.Equal(interval.Upper, sameInterval.Upper, 1e-12);
        ClusteredMean mean = ClusteredMean.Of(book.Weights, book.Customers), same = ClusteredMean.Of(repeated.Weights, repeated.Customers);
        Assert.Equal(mean.Mean, same.Mean, 1e-12);
        Assert.Equal(mean.StandardError, same.StandardError, 1e-12);
        WeightedConcordance weighted = WeightedConcordance.Of(Groups(book), book.Events, book.Weights, book.Customers),
            sameWeighted = WeightedConcordance.Of(Groups(repeated), repeated.Events, repeated.Weights, repeated.Customers);
        Assert.Equal(weighted.Auc, sameWeighted.Auc, 1e-12);
        Assert.Equal(weighted.StandardError, sameWeighted.StandardError, 1e-12);
    }

    [Law]
    public void Weights_that_are_all_alike_give_the_plain_auc(int seed)
    {
        StatisticsBook book = StatisticsBook.Draw(new Random(seed));
        ScoreGroups groups = Groups(book);
        Assert.Equal(Concordance.Of(groups).Auc,
            WeightedConcordance.Of(groups, book.Events, [.. book.Weights.Select(_ => 3.5)], book.Customers).Auc, 1e-12);
    }

    [Law]
    public void The_distance_of_the_shares_is_the_largest_over_every_score(int seed)
    {
        StatisticsBook book = StatisticsBook.Draw(new Random(seed));
        ScoreGroups groups = Groups(book);
        KolmogorovSmirnov ks = KolmogorovSmirnov.Of(groups);
        // In whole numbers: the shares times events times others.
        (long Distance, double At)[] all = [.. book.Scores.Distinct().Select(at => (Math.Abs(
            Count(book, (score, happened) => happened && score >= at) * groups.AllOthers
            - Count(book, (score, happened) => !happened && score >= at) * groups.AllEvents), at))];
        long largest = all.Max(one => one.Distance);
        Assert.Equal((UInt128)largest, ks.Numerator);
        Assert.Equal(all.Where(one => one.Distance == largest).Max(one => one.At), ks.At);
    }

    [Law(10)]
    public void A_team_finds_the_mean_over_every_order_of_equal_scores(int seed)
    {
        StatisticsBook book = StatisticsBook.Draw(new Random(seed), most: 8);
        ScoreGroups groups = Groups(book);
        for (int calls = 0; calls <= book.Scores.Length; calls++)
        {
            double mean = Orders(book.Scores.Length)
                .Average(order => order.OrderBy(row => book.Scores[row]).Take(calls).Count(row => book.Events[row]));
            Assert.Equal(mean, Capacity.Of(groups, calls).Hits, 1e-9);
        }
    }

    [Law]
    public void The_lifts_of_all_groups_have_the_mean_1(int seed)
    {
        var random = new Random(seed);
        ScoreGroups groups = Groups(StatisticsBook.Draw(random));
        Assert.Equal(1, LiftGroups.Of(groups, random.Next(1, 20)).Average(), 1e-12);
    }

    [Law]
    public void An_isotonic_fit_is_the_greatest_of_the_least_means(int seed)
    {
        var random = new Random(seed);
        (long[] events, long[] rows) = Drawn(random);
        IsotonicBlock[] blocks = IsotonicFit.Rising(events, rows);
        double[] fit = [.. blocks.SelectMany(block => Enumerable.Repeat(block.Rate, block.Groups))];
        double Mean(int from, int to) => (double)events[from..(to + 1)].Sum() / rows[from..(to + 1)].Sum();
        for (int i = 0; i < events.Length; i++)
        {
            Assert.Equal(
                Enumerable.Range(0, i + 1).Max(from => Enumerable.Range(i, events.Length - i).Min(to => Mean(from, to))), fit[i]);
        }
    }

    [Law]
    public void An_isotonic_fit_rises_keeps_each_block_s_mean_and_is_its_own_fit(int seed)
    {
        (long[] events, long[] rows) = Drawn(new Random(seed));
        IsotonicBlock[] blocks = IsotonicFit.Rising(events, rows);
        Assert.Equal(events.Sum(), blocks.Sum(block => block.Events));
        Assert.Equal(rows.Sum(), blocks.Sum(block => block.Rows));
        Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.True(pair.First.Rate < pair.Second.Rate));
        Assert.All(blocks, block => Assert.Equal(
            (events.AsSpan(block.First, block.Groups).ToArray().Sum(), rows.AsSpan(block.First, block.Groups).ToArray().Sum()),
            (block.Events, block.Rows)));
        IsotonicBlock[] again = IsotonicFit.Rising([.. blocks.Select(block => block.Events)], [.. blocks.Select(block => block.Rows)]);
        Assert.Equal(blocks.Select(block => (block.Events, block.Rows)), again.Select(block => (block.Events, block.Rows)));
    }

    [Law]
    public void The_risk_never_rises_with_the_score_and_is_linear_between_scores(int seed)
    {
        var random = new Random(seed);
        ScoreGroups groups = Groups(StatisticsBook.Draw(random));
        RiskCurve curve = RiskCurve.Of(groups);
        double[] at = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() * 130 - 15).Concat(groups.Scores).Order()];
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(curve.At(pair.First) >= curve.At(pair.Second)));
        for (int i = 1; i < groups.Count; i++)
        {
            (double low, double high) = (groups.Scores[i - 1], groups.Scores[i]);
            Assert.Equal((curve.At(low) + curve.At(high)) / 2, curve.At((low + high) / 2), 1e-12);
        }
        Assert.Equal(curve.At(groups.Scores[0]), curve.At(groups.Scores[0] - 1));
        Assert.Equal(curve.At(groups.Scores[^1]), curve.At(groups.Scores[^1] + 1));
    }

    [Law]
    public void The_parts_of_a_brier_score_make_it_up(int seed)
    {
        var random = new Random(seed);
        StatisticsBook book = StatisticsBook.Draw(random);
        double[] probabilities = [.. book.Scores.Select(score => Math.Round(Math.Clamp(score / 100 + random.NextDouble() / 5, 0, 1), 1))];
        BrierParts parts = BrierParts.Of(probabilities, book.Events);
        Assert.Equal(parts.Brier, parts.Miscalibration - parts.Discrimination + parts.Uncertainty, 1e-12);
        Assert.True(parts.Miscalibration >= -1e-12 && parts.Discrimination >= -1e-12);
    }

    private static ScoreGroups Groups(StatisticsBook book) => ScoreGroups.Of(book.Scores, book.Events);

    private static (double Auc, double Variance, Interval Interval) Judged(StatisticsBook book)
    {
        ScoreGroups groups = Groups(book);
        double[] placements = Placements.Of(groups, book.Events);
        double auc = Concordance.Of(groups).Auc;
        int Customers(bool happened) => book.Customers.Where((_, row) => book.Events[row] == happened).Distinct().Count();
        return (auc, AucCovariance.Of(placements, placements, book.Events, book.Customers),
            NewcombeInterval.Of(auc, Customers(true), Customers(false), Z95));
    }

    private static long Count(StatisticsBook book, Func<double, bool, bool> holds) =>
        book.Scores.Where((score, row) => holds(score, book.Events[row])).Count();

    private static (double Auc, double[] Placements) PairByPair(StatisticsBook book)
    {
        int[] rows = [.. Enumerable.Range(0, book.Scores.Length)];
        double Right(int happened, int other) =>
            book.Scores[happened] < book.Scores[other] ? 1 : book.Scores[happened] == book.Scores[other] ? 0.5 : 0;
        double[] placements = [.. rows.Select(row => rows.Where(other => book.Events[other] != book.Events[row])
            .Average(other => book.Events[row] ? Right(row, other) : Right(other, row)))];
        return (rows.Where(row => book.Events[row]).Average(row => placements[row]), placements);
    }

    private static double Covariance(StatisticsBook book, double[] first, double auc, double[] second, double otherAuc)
    {
        int[] customers = [.. book.Customers.Distinct()];
        double n1 = book.Events.Count(happened => happened), n0 = book.Events.Length - n1;
        double Sum(double[] placements, double mean, int customer, bool happened) => book.Customers
            .Select((own, row) => own == customer && book.Events[row] == happened ? placements[row] - mean : 0).Sum();
        double Group(bool happened) => customers.Count(customer =>
            book.Customers.Where((own, row) => own == customer && book.Events[row] == happened).Any());
        double i10 = Group(true), i01 = Group(false), i = customers.Length;
        double s10 = i10 / ((i10 - 1) * n1) * customers.Sum(one => Sum(first, auc, one, true) * Sum(second, otherAuc, one, true));
        double s01 = i01 / ((i01 - 1) * n0) * customers.Sum(one => Sum(first, auc, one, false) * Sum(second, otherAuc, one, false));
        double s11 = i / (i - 1) * customers.Sum(one =>
            Sum(first, auc, one, true) * Sum(second, otherAuc, one, false) + Sum(first, auc, one, false) * Sum(second, otherAuc, one, true));
        return s10 / n1 + s01 / n0 + s11 / (n1 * n0);
    }

    private static (long[] Events, long[] Rows) Drawn(Random random)
    {
        long[] rows = [.. Enumerable.Range(0, random.Next(1, 15)).Select(_ => (long)random.Next(1, 6))];
        return ([.. rows.Select(most => (long)random.Next((int)most + 1))], rows);
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0 ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));

    private static void Close(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
