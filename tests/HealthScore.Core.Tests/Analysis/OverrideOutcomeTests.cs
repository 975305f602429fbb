using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>Who was right where people put customers into another tier, by numbers that are easy to count.</summary>
public sealed class OverrideOutcomeTests
{
    private static readonly DateTimeOffset At = Books.Start;

    [Fact]
    public void The_score_is_right_where_as_many_leave_as_it_says()
    {
        // Without an override 20 of 50 leave at 20 points, and 1 of 50 at 90.
        Backtest test = Run([(20, 50, 20, null), (90, 50, 1, null), (20, 20, 9, Tier("thriving")), (90, 20, 8, Score(10))]);

        Assert.Equal(
            [
                "put lower: 8 of 20 had the outcome, 0.4 to be expected by the score and 8.0 by the people; right: the people",
                "put higher: 9 of 20 had the outcome, 8.0 to be expected by the score and 0.4 by the people; right: the score",
            ],
            test.Overrides.Select(outcome => $"{outcome}"));
        OverrideOutcome higher = test.Overrides[1];
        Assert.Equal((true, 20, 9, OverrideVerdict.Score), (higher.IsRaised, higher.Rows, higher.Events, higher.Verdict));
        Assert.Equal(8, higher.ExpectedByScore!.Value, 1e-12);
        Assert.Equal(0.4, higher.ExpectedByPeople!.Value, 1e-12);
        // Clopper and Pearson for 9 of 20, as R's binom.test prints it.
        Assert.Equal(0.2305779, higher.Lower, 1e-7);
        Assert.Equal(0.6847219, higher.Upper, 1e-7);
        Assert.Contains("""

            Overrides
              put lower: 8 of 20
            """.ReplaceLineEndings("\n"), test.Explain(), StringComparison.Ordinal);
        string page = new EvidenceReport(test).ToHtml();
        Assert.Contains("Where people set another tier than the score: who was right?", page, StringComparison.Ordinal);
        Assert.Contains("""<bdi>lower</bdi></th><td class="n">20</td><td class="n">8</td><td class="n">0.4</td><td class="n">8</td>""",
            page, StringComparison.Ordinal);
        // The computed score is judged, whatever people set.
        Assert.Equal(Backtest.Run(Books.Health, Book([(20, 50, 20, null), (90, 50, 1, null), (20, 20, 9, null), (90, 20, 8, null)])).Separation!.Auc,
            test.Separation!.Auc);
    }

    [Fact]
    public void Few_overrides_decide_nothing_and_what_does_not_hold_or_moves_nobody_is_none()
    {
        Backtest test = Run(
        [
            (20, 50, 20, null), (90, 50, 1, null), (20, 2, 0, Tier("thriving")), (20, 5, 5, Tier("at-risk")), (20, 5, 5, Score(30)),
            (20, 5, 5, Tier("no such tier")), (20, 5, 5, ScoreOverride.OfTier("thriving", "hope", "me", At.AddDays(1), At.AddDays(9))),
        ]);
        Assert.Equal(["put higher: 0 of 2 had the outcome, 0.9 to be expected by the score and 0.0 by the people; right: not decided"],
            test.Overrides.Select(outcome => $"{outcome}"));
    }

    [Fact]
    public void Nothing_is_expected_of_a_tier_that_nobody_is_in()
    {
        Backtest test = Run([(20, 50, 20, null), (90, 50, 1, null), (20, 20, 9, Tier("steady"))]);
        Assert.Equal("put higher: 9 of 20 had the outcome", $"{test.Overrides.Single()}");
        Assert.Null(test.Overrides[0].ExpectedByPeople);
        Assert.Empty(Run([(20, 50, 20, null), (90, 50, 1, null)]).Overrides);
    }

    // As everywhere, from 1e-9 below it on.
    [Theory]
    [InlineData(40)]
    [InlineData(40 - 5e-10)]
    public void A_pinned_score_at_the_lower_end_of_a_tier_is_in_it(double score)
    {
        Backtest test = Run([(20, 50, 20, null), (90, 50, 1, null), (20, 20, 9, Score(score))]);
        Assert.Equal("put higher: 9 of 20 had the outcome", $"{Assert.Single(test.Overrides)}");
    }

    [Fact]
    public void A_pinned_score_is_in_the_tier_that_it_is_in_by_the_customers_segment()
    {
        ScoringProfile profile = ScoringProfile.Create("health", p => p.Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)))
            .Segment("big", s => s.Tier("steady", 60)).Tier("at-risk", 0).Tier("steady", 40).Tier("thriving", 80));
        (double, int, int, ScoreOverride?)[] groups = [(20, 50, 20, null), (90, 50, 1, null), (20, 20, 9, Score(50))];

        // At 50 the big ones are at risk, as the score has them.
        Assert.Empty(Backtest.Run(profile, Book(groups, segmentOfPinned: "big")).Overrides);
        Assert.Equal("put higher: 9 of 20 had the outcome", $"{Assert.Single(Backtest.Run(profile, Book(groups)).Overrides)}");
    }

    private static ScoreOverride Tier(string tier) => ScoreOverride.OfTier(tier, "we know them", "me", At.AddDays(-1), At.AddDays(9));

    private static ScoreOverride Score(double score) => ScoreOverride.OfScore(score, "we know them", "me", At.AddDays(-1), At.AddDays(9));

    private static Backtest Run((double Health, int Customers, int Left, ScoreOverride? Override)[] groups) =>
        Backtest.Run(Books.Health, Book(groups));

    private static OutcomeBook Book((double Health, int Customers, int Left, ScoreOverride? Override)[] groups, string? segmentOfPinned = null)
    {
        (string Id, double Health, bool Left, ScoreOverride? Override)[] all =
        [
            .. groups.SelectMany((group, number) => Enumerable.Range(0, group.Customers)
                .Select(i => ($"{number}-{i}", group.Health, i < group.Left, group.Override))),
        ];
        return OutcomeBook.Create(
            all.Select(one => new Snapshot(one.Id, At, new Dictionary<string, Measurement> { ["health"] = new(one.Health) },
                one.Override is null ? null : segmentOfPinned)
            {
                Override = one.Override,
            }),
            all.Select(one => new CustomerHistory(one.Id, At.AddYears(-1), At.AddYears(1), one.Left ? At.AddDays(30) : null)),
            Books.Window, At.AddYears(1));
    }
}
