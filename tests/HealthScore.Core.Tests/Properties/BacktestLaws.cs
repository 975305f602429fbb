using HealthScoring.Analysis;
using HealthScoring.Tests.Analysis;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What a backtest says, held against counting by hand, and what must not change it.</summary>
public sealed class BacktestLaws
{
    [Law(costs: 2)]
    public void The_figures_are_those_of_counting_pair_by_pair(int seed)
    {
        (double[] health, bool[] churned) = Drawn(new Random(seed));
        Backtest test = Backtest.Run(Books.Health, Books.Of(health, churned));
        double[] left = [.. health.Where((_, i) => churned[i])], stayed = [.. health.Where((_, i) => !churned[i])];

        Assert.Equal((health.Length, left.Length), (test.Rows, test.Events));
        Assert.Equal(Math.Min(left.Length, stayed.Length) >= 5, test.Shortage is null);
        Assert.Equal(Math.Min(left.Length, stayed.Length) is >= 5 and < 20, test.TooFewToConclude is not null);
        foreach ((TierOutcome tier, int i) in test.Tiers.Select((tier, i) => (tier, i)))
        {
            bool Within(double score) => Books.Health.Tiers.Find(score).Name == tier.Tier;
            Assert.Equal((health.Count(Within), left.Count(Within)), (tier.Rows, tier.Events));
        }
        if (test.Separation is not { } separation)
            throw LawAttribute.Discard();
        double pairs = left.Sum(one => stayed.Sum(other => one < other ? 1 : one == other ? 0.5 : 0));
        Assert.Equal(pairs / left.Length / stayed.Length, separation.Auc, 1e-12);
        Assert.InRange(separation.Auc, separation.Lower, separation.Upper);
        Assert.Equal(test.Tiers.Zip(test.Tiers.Skip(1)).Count(pair => pair.First.Rows > 0 && pair.Second.Rate > pair.First.Rate)
            + (test.Tiers[1].Rows == 0 && test.Tiers[0].Rows > 0 && test.Tiers[2].Rate > test.Tiers[0].Rate ? 1 : 0), test.Inversions.Count);
        Assert.Equal(left.Count(score => score >= 80), test.FalseGreens.Count + Math.Max(0, left.Count(score => score >= 80) - 20));
    }

    [Law(costs: 2)]
    public void The_order_of_rows_and_the_number_of_threads_change_no_word(int seed)
    {
        var random = new Random(seed);
        (double[] health, bool[] churned) = Drawn(random);
        int[] order = [.. Enumerable.Range(0, health.Length)];
        random.Shuffle(order);

        Backtest test = Backtest.Run(Books.Health, Books.Of(health, churned));
        Backtest shuffled = Backtest.Run(Books.Health,
            Books.Of([.. order.Select(i => health[i])], order.Select(i => churned[i])), new() { MaxDegreeOfParallelism = 3 });

        Assert.Equal(Figures(test), Figures(shuffled));
    }

    [Law(costs: 5)]
    public void Expansion_is_churn_seen_in_a_mirror(int seed)
    {
        (double[] health, bool[] happened) = Drawn(new Random(seed));
        Backtest churned = Backtest.Run(Books.Health, Books.Of(health, happened));
        Backtest expanded = Backtest.Run(Books.Health, Books.Of([.. health.Select(one => 100 - one)], happened, outcome: Outcome.Expanded));

        Assert.Equal(churned.Separation?.TwiceConcordantPairs, expanded.Separation?.TwiceConcordantPairs);
        Assert.Equal((churned.Separation?.Lower, churned.Separation?.Upper), (expanded.Separation?.Lower, expanded.Separation?.Upper));
        Assert.Equal(churned.Capacity?.ExpectedHits, expanded.Capacity?.ExpectedHits);
        Assert.Equal(churned.Lifts, expanded.Lifts);
        if (churned.Risk is { } risk)
        {
            Assert.Equal(risk.Blocks.Select(block => (block.Events, block.Rows)).Reverse(),
                expanded.Risk!.Blocks.Select(block => (block.Events, block.Rows)));
            Assert.All(health, one => Assert.Equal(risk.At(one), expanded.Risk.At(100 - one), 1e-9));
        }
    }

    [Law(costs: 5)]
    public void A_profile_is_no_better_than_itself_and_a_swap_turns_the_gain(int seed)
    {
        var random = new Random(seed);
        (double[] health, bool[] churned) = Drawn(random);
        OutcomeBook book = Books.Of(health, churned);
        var other = ScoringProfile.Create("other", p => p
            .Dimension("d", 1, d => d.Metric("health", Curve.FromKnots((0, 50), (30, random.Next(100)), (70, random.Next(100)), (100, 60))))
            .Tier("at-risk", 0));

        BacktestComparison same = BacktestComparison.Between(Books.Health, Books.Health, book);
        BacktestComparison there = BacktestComparison.Between(Books.Health, other, book);
        BacktestComparison back = BacktestComparison.Between(other, Books.Health, book);

        if (same.NotEnough is not null)
        {
            Assert.Throws<InvalidOperationException>(() => same.ThrowIfWorse());
            return;
        }
        Assert.Equal(((double?)0, (double?)0), (same.AucGain, same.StandardError));
        if (same.TooFewToConclude is null)
            same.ThrowIfWorse();
        else
            Assert.Throws<InvalidOperationException>(() => same.ThrowIfWorse());
        Assert.Equal(there.AucGain, -back.AucGain);
        Assert.Equal(there.StandardError!.Value, back.StandardError!.Value, 1e-12);
        Assert.Equal(there.AucAfter!.Value - there.AucBefore!.Value, there.AucGain!.Value, 1e-12);
        Assert.Equal((there.HitsBefore, there.HitsAfter), (back.HitsAfter, back.HitsBefore));
    }

    private static string Figures(Backtest test) => string.Join('\n', [$"{test.Separation} {test.Separation?.Ks:R} {test.Separation?.KsAt:R}",
        $"{test.Capacity} {test.Capacity?.ExpectedHits:R}", .. test.Tiers.Select(tier => $"{tier}"), .. test.Lifts.Select(lift => $"{lift:R}"),
        .. test.Risk?.Blocks.Select(block => $"{block}") ?? [],
        .. test.Metrics.Select(metric => $"{metric} {Math.Round(metric.LearnedShare ?? 0, 9)}")]);

    /// <summary>Whole and other scores, ties among them, and leavers who mostly have low ones.</summary>
    private static (double[] Health, bool[] Churned) Drawn(Random random)
    {
        int count = random.Next(2, 90);
        double[] health = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? random.NextDouble() * 100 : random.Next(21) * 5.0)];
        double pull = random.NextDouble();
        return (health, [.. health.Select(one => random.NextDouble() < (random.NextDouble() < pull ? (100 - one) / 100 : 0.4))]);
    }
}
