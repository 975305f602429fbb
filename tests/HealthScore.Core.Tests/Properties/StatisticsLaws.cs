using System.Numerics;
using HealthScoring.Analysis.Statistics;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>Distributions, intervals, tests and fits against sums that anyone can follow.</summary>
public sealed class StatisticsLaws
{
    [Law]
    public void A_quantile_has_its_tail(int seed)
    {
        double p = Math.Pow(10, -300 * new Random(seed).NextDouble());
        Relative(p, Normal.LowerTail(Normal.Quantile(p)), 1e-11);
        double middle = new Random(seed).NextDouble();
        Relative(middle, Normal.LowerTail(Normal.Quantile(middle)), 1e-14);
        Assert.Equal(-Normal.Quantile(middle), Normal.Quantile(1 - middle), 1e-12);
    }

    [Law]
    public void A_normal_tail_is_a_chi_squared_tail_with_one_degree(int seed)
    {
        double z = 12 * new Random(seed).NextDouble();
        Relative(Normal.TwoSided(z), ChiSquared.UpperTail(z * z, 1), 1e-12);
    }

    [Law]
    public void A_chi_squared_tail_of_even_degrees_is_a_sum(int seed)
    {
        var random = new Random(seed);
        (int half, double x) = (random.Next(1, 40), Math.Exp(12 * random.NextDouble() - 6));
        (double term, double sum) = (1, 1);
        for (int k = 1; k < half; k++)
            sum += term *= x / 2 / k;
        Relative(Math.Exp(-x / 2) * sum, ChiSquared.UpperTail(x, 2 * half), 1e-12);
    }

    [Law]
    public void The_ends_of_an_exact_interval_leave_half_of_the_rest_outside(int seed)
    {
        var random = new Random(seed);
        int of = random.Next(1, 40), hits = random.Next(of + 1);
        Interval interval = BinomialInterval.Of(hits, of);
        double AtLeast(double p, int least) => Enumerable.Range(least, of - least + 1)
            .Sum(k => (double)Choose(of, k) * Math.Pow(p, k) * Math.Pow(1 - p, of - k));
        if (hits == 0)
            Assert.Equal(0, interval.Lower);
        else
            Relative(0.025, AtLeast(interval.Lower, hits), 1e-11);
        if (hits == of)
            Assert.Equal(1, interval.Upper);
        else
            Relative(0.025, 1 - AtLeast(interval.Upper, hits + 1), 1e-11);
        double rate = random.NextDouble(), twice = 2 * Math.Min(AtLeast(rate, hits), 1 - (hits < of ? AtLeast(rate, hits + 1) : 0));
        Assert.Equal(Math.Min(1, twice), BinomialInterval.TwoSided(hits, of, rate), 1e-11);
    }

    [Law]
    public void Fisher_counts_every_table_with_the_margins(int seed)
    {
        var random = new Random(seed);
        int a = random.Next(12), b = random.Next(30), c = random.Next(12), d = random.Next(60);
        int inside = a + b, hits = a + c, all = inside + c + d;
        BigInteger Tables(int k) => Choose(inside, k) * Choose(all - inside, hits - k);
        BigInteger[] every = [.. Enumerable.Range(0, all + 1).Select(Tables)];
        BigInteger rare = every.Where(tables => tables * 10_000_000 <= Tables(a) * 10_000_001).Aggregate(BigInteger.Zero, (one, next) => one + next);
        Relative((double)rare / (double)Choose(all, hits), FisherTest.TwoSided(a, b, c, d), 1e-12);
    }

    [Law]
    public void Corrected_probabilities_rise_with_the_plain_ones_and_are_never_less(int seed)
    {
        var random = new Random(seed);
        double[] plain = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Math.Round(Math.Pow(random.NextDouble(), 4), random.Next(2, 6)))];
        double[] adjusted = BenjaminiHochberg.Adjusted(plain);
        // The definition: the least of p · n / rank over those at least as large.
        double[] sorted = [.. plain.Order()];
        for (int i = 0; i < plain.Length; i++)
        {
            Assert.True(adjusted[i] >= plain[i] && adjusted[i] <= 1);
            Assert.Equal(Enumerable.Range(0, sorted.Length).Where(rank => sorted[rank] >= plain[i])
                .Min(rank => sorted[rank] * sorted.Length / (rank + 1)), adjusted[i], 1e-15);
            Assert.All(Enumerable.Range(0, plain.Length).Where(j => plain[j] >= plain[i]), j => Assert.True(adjusted[j] >= adjusted[i]));
        }
    }

    [Law]
    public void Drift_is_0_only_where_nothing_moved(int seed)
    {
        var random = new Random(seed);
        long[] before = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (long)random.Next(20))];
        long[] after = random.Next(2) == 0 ? [.. before.Select(count => count * 3)] : [.. before.Select(_ => (long)random.Next(20))];
        (long n, long m) = (before.Sum(), after.Sum());
        bool sameShares = before.Zip(after).All(pair => pair.First * m == pair.Second * n);
        ChiSquared test = ChiSquared.Homogeneity(before, after);
        Assert.Equal(sameShares || n == 0 || m == 0, test.Statistic == 0);
        Assert.InRange(test.P, 0, 1);
        Assert.True(PopulationStability.Index(before, after) >= -1e-15);
        Assert.Equal(0, PopulationStability.Index(before, before));
        if (before.Length > 1 && n == m && !sameShares)
            Assert.True(PopulationStability.Index(before, after) > 1e-6);
    }

    [Law]
    public void The_interval_of_an_auc_holds_it_and_is_mirrored(int seed)
    {
        var random = new Random(seed);
        (int events, int others, double auc) = (random.Next(1, 50), random.Next(1, 500), random.Next(9) / 8.0);
        Interval interval = NewcombeInterval.Of(auc, events, others, 1.96), mirrored = NewcombeInterval.Of(1 - auc, events, others, 1.96);
        Assert.True(interval.Lower <= auc && auc <= interval.Upper && interval.Lower >= 0 && interval.Upper <= 1);
        Assert.Equal(1 - interval.Upper, mirrored.Lower, 1e-15);
        Assert.Equal(1 - interval.Lower, mirrored.Upper, 1e-15);
        Interval narrower = NewcombeInterval.Of(auc, events * 4, others * 4, 1.96);
        Assert.True(narrower.Upper - narrower.Lower < interval.Upper - interval.Lower);
    }

    [Law]
    public void Whole_numbers_have_their_sum_and_miss_their_share_by_less_than_one(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(4) == 0 ? 0 : Math.Pow(random.NextDouble(), 3)), 0.1];
        int total = random.Next(1, 1000);
        int[] whole = LargestRemainder.Of(values, total);
        Assert.Equal(total, whole.Sum());
        Assert.All(whole.Zip(values), pair => Assert.True(Math.Abs(pair.First - pair.Second / values.Sum() * total) < 1 + 1e-9 && pair.First >= 0));
    }

    [Law]
    public void Folds_are_even_and_know_no_order(int seed)
    {
        var random = new Random(seed);
        string[] customers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(i => $"Kunde {i} ü")];
        bool[] ever = [.. customers.Select(_ => random.Next(3) == 0)];
        int folds = random.Next(1, 7);
        int[] foldOf = CustomerFolds.Of(customers, ever, seed, folds);
        foreach (bool happened in (bool[])[true, false])
        {
            int[] sizes = [.. Enumerable.Range(0, folds).Select(fold => foldOf.Where((own, i) => own == fold && ever[i] == happened).Count())];
            Assert.True(sizes.Max() - sizes.Min() <= 1);
        }
        int[] order = [.. Enumerable.Range(0, customers.Length)];
        random.Shuffle(order);
        Assert.Equal(order.Select(i => foldOf[i]),
            CustomerFolds.Of([.. order.Select(i => customers[i])], [.. order.Select(i => ever[i])], seed, folds));
    }

    [Law(10)]
    public void No_step_from_a_fit_makes_it_better(int seed)
    {
        var random = new Random(seed);
        (double[][] columns, bool[] events, double[] prior, double[] penalty) = Drawn(random, random.Next(8, 80));
        LogisticFit fit = PenalisedLogistic.Fit(columns, events, prior, penalty);
        Assert.True(Math.Abs(fit.Gradient[0]) <= 1e-12 * events.Length);
        for (int j = 0; j < prior.Length; j++)
        {
            Assert.True(fit.Slopes[j] >= 0);
            Assert.True(fit.Slopes[j] == 0 ? fit.Gradient[j + 1] >= 0 : Math.Abs(fit.Gradient[j + 1]) <= 1e-12 * events.Length);
        }
        Assert.Equal(Objective(columns, events, prior, penalty, fit.Intercept, fit.Slopes), fit.Objective, 1e-10);
        for (int i = 0; i < 20; i++)
        {
            double Step() => (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(6));
            double[] moved = [.. fit.Slopes.Select(slope => Math.Max(0, slope + Step()))];
            Assert.True(Objective(columns, events, prior, penalty, fit.Intercept + Step(), moved) >= fit.Objective - 1e-10);
        }
    }

    [Law(10)]
    public void Rows_that_count_nothing_are_not_there_and_rows_that_count_twice_are_there_twice(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(20, 80);
        (double[][] columns, bool[] events, double[] prior, double[] penalty) = Drawn(random, rows);
        double[] weights = [.. Enumerable.Range(0, rows).Select(row => row < 4 ? 1.0 : random.Next(3))];
        int[] repeated = [.. Enumerable.Range(0, rows).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        LogisticFit weighed = PenalisedLogistic.Fit(columns, events, prior, penalty, weights);
        LogisticFit plain = PenalisedLogistic.Fit(
            [.. columns.Select(column => repeated.Select(row => column[row]).ToArray())], [.. repeated.Select(row => events[row])], prior, penalty);
        Assert.Equal(plain.Intercept, weighed.Intercept, 1e-9);
        for (int j = 0; j < prior.Length; j++)
            Assert.Equal(plain.Slopes[j], weighed.Slopes[j], 1e-9);
    }

    [Fact]
    public void Threads_change_no_bit_of_a_fit()
    {
        (double[][] columns, bool[] events, double[] prior, double[] penalty) = Drawn(new Random(7), 30_001);
        LogisticFit one = PenalisedLogistic.Fit(columns, events, prior, penalty);
        foreach (int threads in (int[])[2, 3, 8])
        {
            LogisticFit many = PenalisedLogistic.Fit(columns, events, prior, penalty, threads: threads);
            Assert.Equal((one.Intercept, one.Objective, one.Steps), (many.Intercept, many.Objective, many.Steps));
            Assert.Equal(one.Slopes, many.Slopes);
            Assert.Equal(one.StandardErrors, many.StandardErrors);
        }
    }

    [Fact]
    public void Outcomes_that_a_metric_separates_or_columns_that_repeat_each_other_are_no_special_case()
    {
        double[] column = [.. Enumerable.Range(0, 40).Select(i => i / 40.0)];
        bool[] events = [.. column.Select(value => value >= 0.5)];
        LogisticFit fit = PenalisedLogistic.Fit([column, column], events, [0, 0], [1, 1]);
        Assert.True(fit.Steps < 30);
        Assert.Equal(fit.Slopes[0], fit.Slopes[1], 1e-9);
        Assert.InRange(fit.Slopes[0], 1, 20);
        Assert.Throws<ArgumentException>(() => PenalisedLogistic.Fit([column], [.. column.Select(_ => false)], [0], [1]));
    }

    [Law]
    public void Recalibrated_probabilities_sum_to_the_events(int seed)
    {
        var random = new Random(seed);
        double spread = Math.Pow(10, random.Next(3));
        double[] odds = [.. Enumerable.Range(0, random.Next(2, 60)).Select(_ => spread * (random.NextDouble() - 0.5))];
        int events = random.Next(1, odds.Length);
        double intercept = Recalibration.Intercept(odds, events);
        Assert.Equal(events, odds.Sum(odd => 1 / (1 + Math.Exp(-odd - intercept))), 1e-9);
    }

    [Law(costs: 2)]
    public void Increments_rebuild_every_curve(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        CurveIncrements increments = new(curve.Knots);
        double[] covered = new double[increments.Changes.Count], lost = new double[increments.Changes.Count];
        double most = curve.Knots.Max(knot => Math.Abs(knot.Points));
        var random = new Random(seed);
        double[] values = [.. curve.Knots.SelectMany(knot => (double[])[knot.X, Math.BitDecrement(knot.X), Math.BitIncrement(knot.X)]),
            .. curve.Knots.Zip(curve.Knots.Skip(1), (one, next) => one.X + (next.X - one.X) * random.NextDouble())];
        foreach (double value in values.Where(double.IsFinite))
        {
            increments.Cover(value, covered);
            double points = increments.First + covered.Zip(increments.Changes, (share, change) => share * change).Sum();
            Assert.Equal(curve.Evaluate(value), points, 1e-9 * (1 + most));
            increments.Lose(value, lost);
            // What is lost of the most that all pieces could give.
            double best = increments.First + increments.Changes.Where(change => change > 0).Sum();
            Assert.Equal(best - points, lost.Zip(increments.Changes, (share, change) => share * Math.Abs(change)).Sum(), 1e-9 * (1 + most));
        }
    }

    private static (double[][] Columns, bool[] Events, double[] Prior, double[] Penalty) Drawn(Random random, int rows)
    {
        int columns = random.Next(1, 7);
        double[] truth = [.. Enumerable.Range(0, columns).Select(_ => 4 * random.NextDouble() - 1.5)];
        double[][] drawn = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray())];
        bool[] events = [.. Enumerable.Range(0, rows).Select(row => row < 4 ? row % 2 == 0
            : random.NextDouble() < 1 / (1 + Math.Exp(1.5 - drawn.Zip(truth, (column, slope) => column[row] * slope).Sum())))];
        return (drawn, events, [.. truth.Select(_ => 2 * random.NextDouble())], [.. truth.Select(_ => 0.01 + random.NextDouble() * 3)]);
    }

    private static double Objective(double[][] columns, bool[] events, double[] prior, double[] penalty, double intercept, double[] slopes)
    {
        double loss = 0;
        for (int row = 0; row < events.Length; row++)
        {
            double odds = intercept + columns.Zip(slopes, (column, slope) => column[row] * slope).Sum();
            loss += Math.Log(1 + Math.Exp(events[row] ? -odds : odds));
        }
        return loss + prior.Select((mean, j) => penalty[j] * (slopes[j] - mean) * (slopes[j] - mean) / 2).Sum();
    }

    private static BigInteger Choose(int of, int chosen)
    {
        if (chosen < 0 || chosen > of)
            return 0;
        BigInteger ways = 1;
        for (int i = 1; i <= chosen; i++)
            ways = ways * (of - chosen + i) / i;
        return ways;
    }

    private static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), FormattableString.Invariant($"{actual:R} is not {expected:R}"));
}
