using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>What is said of a metric beside a better one, by counts that say it without a fit.</summary>
public sealed class MetricEvidenceTests
{
    private static readonly ScoringProfile Two = ScoringProfile.Create("two", p => p
        .Dimension("d", 1, d => d.Metric("a", Curve.Linear(0, 100), a => a.Weight(3)).Metric("b", Curve.Linear(0, 100)))
        .Tier("low", 0).Tier("high", 50));

    [Fact]
    public void A_metric_that_is_high_for_all_who_leave_works_against_the_score()
    {
        IReadOnlyList<MetricEvidence> metrics = Judge([(20, 0, 100, true), (40, 100, 0, false)]);

        Assert.Equal((1.0, 0.0), (metrics[0].Separation!.Auc, metrics[1].Separation!.Auc));
        Assert.Equal(VerdictKind.WorksAgainst, metrics[1].Verdict);
        Assert.EndsWith(": works against the score", $"{metrics[1]}", StringComparison.Ordinal);
        Assert.NotEqual(VerdictKind.WorksAgainst, metrics[0].Verdict);
    }

    // Of those with a at 0, 150 leave and 50 stay; of those with a at 100, 50 and 150. Among either, b is 0 less often for who leaves than for who
    // stays, so that beside a it would count against those who stay: its slope is 0, and its share.
    [Theory]
    // 130 of 200 who leave have b at 0 and 86 of 200 who stay: alone it tells, for a does.
    [InlineData(120, 44, 10, 42, 0.61, VerdictKind.Redundant, "redundant")]
    // 100 of 200 either way.
    [InlineData(90, 40, 10, 60, 0.5, VerdictKind.NoSignal, "no signal")]
    public void A_metric_that_says_nothing_beside_another_is_redundant_or_says_nothing_alone(int leaversLow, int stayersLow, int leaversHigh,
        int stayersHigh, double auc, VerdictKind verdict, string words)
    {
        MetricEvidence b = Judge(
        [
            (leaversLow, 0, 0, true), (150 - leaversLow, 0, 100, true), (stayersLow, 0, 0, false), (50 - stayersLow, 0, 100, false),
            (leaversHigh, 100, 0, true), (50 - leaversHigh, 100, 100, true), (stayersHigh, 100, 0, false), (150 - stayersHigh, 100, 100, false),
        ])[1];

        Assert.Equal((auc, 0.0, verdict), (b.Separation!.Auc, b.LearnedShare!.Value, b.Verdict));
        Assert.EndsWith($"25.0 % of the score, 0.0 % learned: {words}", $"{b}", StringComparison.Ordinal);
    }

    private static IReadOnlyList<MetricEvidence> Judge((int Customers, double A, double B, bool Left)[] groups)
    {
        (double A, double B, bool Left)[] all =
            [.. groups.SelectMany(group => Enumerable.Repeat((group.A, group.B, group.Left), group.Customers))];
        return Backtest.Run(Two, OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["a"] = all.Select(one => one.A).ToArray(),
                ["b"] = all.Select(one => one.B).ToArray(),
            },
            Customers = Enumerable.Range(0, all.Length).ToArray(),
            AsOf = Enumerable.Repeat(Books.Start, all.Length).ToArray(),
            Outcomes = all.Select(one => (byte)(one.Left ? 1 : 0)).ToArray(),
        }, Books.Window)).Metrics;
    }
}
