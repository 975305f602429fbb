using System.Globalization;
using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// How often an interval holds what is true, in books drawn from known distributions: 500, or as many as HEALTHSCORE_CONTROLS asks for.
/// </summary>
public sealed class CoverageTests
{
    private const int FewBooks = 500;
    private const double Least = 0.93;

    // How likely each of five scores is, for those who left and for the others.
    private static readonly double[] Left = [0.35, 0.3, 0.2, 0.1, 0.05], Stayed = [0.1, 0.15, 0.2, 0.25, 0.3];

    private static readonly int Number =
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CONTROLS"), CultureInfo.InvariantCulture, out int books)
            ? Math.Max(FewBooks, books) : FewBooks;

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void The_interval_of_an_AUC_holds_the_true_one_where_scores_are_even(int events) => AssertHolds(
        // A score of up to 60, 30 in the mean, is below so much of 0 to 100.
        $"even, {events} events", events, 1 - 30 / 100.0, random => 60 * random.NextDouble(), random => 100 * random.NextDouble());

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void The_interval_of_an_AUC_holds_the_true_one_where_scores_are_tied(int events)
    {
        double auc = 0;
        for (int low = 0; low < Left.Length; low++)
            auc += Left[low] * (Stayed[low] / 2 + Stayed[(low + 1)..].Sum());
        AssertHolds($"tied, {events} events", events, auc, random => Drawn(random, Left), random => Drawn(random, Stayed));
    }

    private static void AssertHolds(string what, int events, double auc, Func<Random, double> left, Func<Random, double> stayed)
    {
        var random = new Random(4713);
        int holds = 0;
        for (int book = 0; book < Number; book++)
        {
            double[] health = [.. Enumerable.Range(0, 100).Select(row => row < events ? left(random) : stayed(random))];
            Separation found = Backtest.Run(Books.Health, Books.Of(health, health.Select((_, row) => row < events))).Separation!;
            holds += found.Lower <= auc && auc <= found.Upper ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{what}: {holds} of {Number} intervals hold {auc:F3}"));
        Assert.True(holds >= Least * Number, $"{what}: {holds} of {Number}");
    }

    private static double Drawn(Random random, double[] shares)
    {
        double share = random.NextDouble();
        int score = 0;
        while (score < shares.Length - 1 && share >= shares[score])
            share -= shares[score++];
        return 20 * score;
    }
}
