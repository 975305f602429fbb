using HealthScoring.Columns;
using HealthScoring.Portfolios;

namespace HealthScoring.Tests.Portfolios;

/// <summary>Two customers of a base profile whose sums are easy to do by hand.</summary>
internal static class UsagePortfolio
{
    public static ScoringProfile Profile { get; } = ScoringProfile.Create("usage", p => p
        .Dimension("usage", weight: 1, d => d
            .Metric("logins", Curve.Linear(worst: 0, best: 20), m => m.Weight(3))
            .Metric("nps", Curve.Linear(worst: 0, best: 10)))
        .Signal("debt")
        .Cap("debts", 20, Condition.AtLeast("debt", 30))
        .Tier("low", from: 0)
        .Tier("high", from: 50)
        .Segment("large", s => s.Weight("nps", 3)));

    // By hand: (3 * 50 + 100) / 4 = 62.5 and (3 * 75 + 100) / 4 = 81.25, the second nps beyond its curve, the first debt missing.
    public static PortfolioTally Tally()
    {
        var tally = new PortfolioTally(Profile);
        new ColumnScorer(Profile).Score([new double[] { 10, 15 }, new double[] { 10, 20 }, new double[] { double.NaN, 5 }], new double[2], new int[2],
            tally: tally, weights: [2, double.NaN]);
        return tally;
    }
}
