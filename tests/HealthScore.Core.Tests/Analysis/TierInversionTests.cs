using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class TierInversionTests
{
    [Fact]
    public void Where_more_is_to_expand_the_better_tier_with_fewer_fared_worse()
    {
        Assert.Empty(Expanded(2, 5, 8));
        Assert.Equal(["steady fared worse than at-risk: 50.0 % against 80.0 %", "thriving fared worse than steady: 20.0 % against 50.0 %"],
            Expanded(8, 5, 2).Select(inversion => $"{inversion}".Split(" (p ")[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_probability_is_of_customers_however_many_rows_they_have(int rows)
    {
        // Of the 252 ways to choose who of ten leaves, two part the tiers like this.
        int[] customers = [.. Enumerable.Range(0, 10 * rows).Select(i => i / rows)];
        Backtest test = Backtest.Run(Books.Health,
            Books.Of([.. customers.Select(customer => customer < 5 ? 20.0 : 60)], customers.Select(customer => customer >= 5), customers: customers));
        TierInversion inversion = Assert.Single(test.Inversions);

        Assert.Equal(("at-risk", 0.0, "steady", 1.0),
            (inversion.Below.Tier, inversion.Below.Rate!.Value, inversion.Above.Tier, inversion.Above.Rate!.Value));
        Assert.Equal((5 * rows, 5), (inversion.Above.Rows, inversion.Above.Customers));
        Assert.Equal(2 / 252.0, inversion.P, 1e-12);
    }

    [Fact]
    public void It_is_printed_corrected_for_the_number_of_neighbouring_tiers()
    {
        // As above, beside a pair of tiers in which all left: the smaller of two probabilities counts twice.
        TierInversion inversion = Assert.Single(Backtest.Run(Books.Health, Books.Of(
            [.. Enumerable.Range(0, 15).Select(i => i < 5 ? 20.0 : i < 10 ? 60 : 90)], Enumerable.Range(0, 15).Select(i => i >= 5))).Inversions);

        Assert.Equal(2 / 252.0, inversion.P, 1e-12);
        Assert.Equal(4 / 252.0, inversion.AdjustedP, 1e-12);
        Assert.Equal("steady fared worse than at-risk: 100.0 % against 0.0 % (p 0.016)", $"{inversion}");
    }

    /// <summary>Ten customers in each tier, of whom some expanded.</summary>
    private static IReadOnlyList<TierInversion> Expanded(int atRisk, int steady, int thriving)
    {
        (double Health, bool Happened)[] rows =
        [
            .. new[] { (20.0, atRisk), (60.0, steady), (90.0, thriving) }
                .SelectMany(tier => Enumerable.Range(0, 10).Select(i => (tier.Item1, i < tier.Item2))),
        ];
        return Backtest.Run(Books.Health,
            Books.Of([.. rows.Select(row => row.Health)], rows.Select(row => row.Happened), outcome: Outcome.Expanded)).Inversions;
    }
}
