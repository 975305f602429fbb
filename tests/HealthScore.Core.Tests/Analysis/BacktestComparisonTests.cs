using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// Of 20 who left and 20 who stayed the profile before tells all, and the one after has some of those who left above all who stayed. By DeLong the
/// variance of the gain is that of the 0s and 1s of those who left, by one less than their number, over their number.
/// </summary>
public sealed class BacktestComparisonTests
{
    private const int Leavers = 20;

    [Fact]
    public void What_is_not_given_is_named()
    {
        OutcomeBook book = Books.Of([1, 2], [true, false]);

        Assert.Throws<ArgumentNullException>("before", () => BacktestComparison.Between(null!, Books.Health, book));
        Assert.Throws<ArgumentNullException>("after", () => BacktestComparison.Between(Books.Health, null!, book));
        Assert.Throws<ArgumentNullException>("book", () => BacktestComparison.Between(Books.Health, Books.Health, null!));
    }

    [Fact]
    public void A_loss_that_may_be_chance_is_let_through()
    {
        BacktestComparison three = Between(wrong: 3);

        // -0.15 and 1.96 times the root of 0.15 · 0.85 / 19: up to +0.011.
        Assert.Equal(-0.15, three.AucGain!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.15 * 0.85 / 19), three.StandardError!.Value, 1e-12);
        three.ThrowIfWorse();
    }

    [Fact]
    public void A_loss_beyond_chance_is_thrown_unless_so_much_is_allowed()
    {
        BacktestComparison four = Between(wrong: 4);

        // -0.2 and 1.96 times the root of 0.2 · 0.8 / 19: up to -0.0201.
        Assert.Equal(-0.2, four.AucGain!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.2 * 0.8 / 19), four.StandardError!.Value, 1e-12);
        Assert.Equal(four.ToString(), Assert.Throws<InvalidOperationException>(() => four.ThrowIfWorse()).Message);
        Assert.Throws<InvalidOperationException>(() => four.ThrowIfWorse(0.02));
        four.ThrowIfWorse(0.021);
        four.ThrowIfWorse(0.15);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_loss_that_is_none_is_refused(double mostLoss)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Between(wrong: 3).ThrowIfWorse(mostLoss));
    }

    private static BacktestComparison Between(int wrong)
    {
        static ScoringProfile By(string metric) =>
            ScoringProfile.Create(metric, p => p.Dimension("d", 1, d => d.Metric(metric, Curve.Linear(0, 100))).Tier("any", 0));
        int[] customers = [.. Enumerable.Range(0, 2 * Leavers)];
        return BacktestComparison.Between(By("before"), By("after"), OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["before"] = customers.Select(i => i < Leavers ? 10.0 : 90).ToArray(),
                ["after"] = customers.Select(i => i < wrong ? 95.0 : i < Leavers ? 10 : 90).ToArray(),
            },
            Customers = customers,
            AsOf = Enumerable.Repeat(Books.Start, customers.Length).ToArray(),
            Outcomes = customers.Select(i => (byte)(i < Leavers ? 1 : 0)).ToArray(),
        }, Books.Window));
    }
}
