using HealthScoring.Columns;
using HealthScoring.Paths;
using HealthScoring.Portfolios;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>Limits as people compute them: sums of binary numbers are off by bits, and no customer is in a lower tier for that.</summary>
public sealed class CutOffTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Csat = ScoringProfile.Create("csat", p => p
        .Dimension("sentiment", weight: 1, d => d.Metric("csat", Curve.Linear(worst: 1, best: 10)))
        .Tier("low", from: 0).Tier("middle", from: 50).Tier("high", from: 80)
        .Example("8.2 of 10", e => e.Value("csat", 8.2).ExpectScore(80).ExpectTier("high")));

    [Fact]
    public void What_everybody_calls_80_points_is_in_the_tier_from_80()
    {
        HealthScore score = Csat.Score(("csat", 8.2));

        Assert.Equal(79.99999999999999, score.Value);
        Assert.Equal("80.0 (high)", score.ToString());
        Assert.StartsWith("80.0 of 100, high\n", score.Explain(), StringComparison.Ordinal);
        Assert.Equal("high", Csat.Tiers.Find(79.99999999999999).Name);
        Assert.True(ProfileVerification.Check(Csat).Passed);
        Assert.Equal("high from 80.0: csat: 5 → 8.2", TierPath.To(Csat.Score(("csat", 5)), "high").ToString());

        var column = new ColumnScorer(Csat);
        Assert.Equal(2, column.ScoreRow([8.2]).TierIndex);
    }

    [Theory]
    [InlineData(80 - 1e-9, "high", "80.0 (high)")]
    [InlineData(80 - 1.0001e-9, "middle", "79.9 (middle)")]
    [InlineData(80, "high", "80.0 (high)")]
    [InlineData(72.9999999999, "middle", "73.0 (middle)")]
    [InlineData(100, "high", "100.0 (high)")]
    public void A_score_reaches_a_cut_off_from_a_billionth_below_it_on(double value, string tier, string text)
    {
        HealthScore score = Scored.Simple(_ => { }).Score(("usage", value));

        Assert.Equal((value, tier, text), (score.Value, score.Tier, score.ToString()));
    }

    [Fact]
    public void Every_seat_share_worth_a_multiple_of_five_points_reaches_that_multiple()
    {
        ScoringProfile profile = ScoringProfile.Create("seats", p =>
        {
            p.Dimension("commercial", weight: 1, d => d.Metric("seat-use", Curve.Linear(worst: 0.2, best: 0.8)));
            for (int points = 0; points <= 100; points += 5)
                p.Tier($"from {points}", points);
        });

        for (int i = 0; i <= 20; i++)
        {
            double share = (double)(0.2m + 0.03m * i);
            Assert.Equal($"{5 * i}.0 (from {5 * i})", profile.Score(("seat-use", share)).ToString());
        }
    }

    [Fact]
    public void So_do_weights_of_tenths_and_sums_of_tenths()
    {
        ScoringProfile weighted = ScoringProfile.Create("tenths", p => p
            .Dimension("all", weight: 1, d => d
                .Metric("a", Scored.Same, m => m.Weight(0.2)).Metric("b", Scored.Same, m => m.Weight(0.4))
                .Metric("c", Scored.Same, m => m.Weight(0.3)).Metric("d", Scored.Same, m => m.Weight(0.1)))
            .Tier("low", from: 0).Tier("high", from: 65.1));
        // .2 · 60 + .4 · 70 + .3 · 68 + .1 · 47 = 12 + 28 + 20.4 + 4.7 = 65.1
        Assert.Equal("65.1 (high)", weighted.Score(("a", 60), ("b", 70), ("c", 68), ("d", 47)).ToString());

        ScoringProfile added = ScoringProfile.Create("added", p =>
        {
            p.Formula(Formula.Points()).Tier("low", from: 0).Tier("high", from: 0.8);
            p.Dimension("d", weight: 1, d =>
            {
                d.Formula(Formula.Points());
                for (int i = 0; i < 8; i++)
                    d.Metric($"m{i}", Curve.FromKnots((0, 0), (1, 0.1)));
            });
        });
        HealthScore sum = added.Score([.. Enumerable.Range(0, 8).Select(i => ($"m{i}", (double?)1))]);
        Assert.Equal(0.7999999999999999, sum.Value);
        Assert.Equal("0.8 (high)", sum.ToString());
    }

    [Fact]
    public void Where_a_billion_points_are_added_the_tolerance_is_in_proportion()
    {
        ScoringProfile profile = ScoringProfile.Create("ledger", p => p
            .Formula(Formula.Points())
            .Dimension("d", weight: 1, d => d.Formula(Formula.Points())
                .Metric("a", Curve.FromKnots((0, 0), (1, 1e9 / 3)))
                .Metric("b", Curve.FromKnots((0, 0), (1, 79.9)))
                .Metric("c", Curve.FromKnots((0, 0), (1, -1e9 / 3))))
            .Tier("low", from: 0).Tier("high", from: 79.9));

        HealthScore score = profile.Score(("a", 1), ("b", 1), ("c", 1));

        Assert.InRange(score.Value.GetValueOrDefault(), 79.899, 79.9 - 1e-9);
        Assert.Equal("79.9 (high)", score.ToString());
    }

    [Fact]
    public void A_cap_that_only_rounding_exceeds_changes_nothing()
    {
        ScoringProfile profile = ScoringProfile.Create("capped", p => p
            .Dimension("d", weight: 1, d => d.Metric("m", Curve.Linear(worst: 1, best: 10)))
            .Signal("debt")
            .Tier("low", from: 0)
            .Cap("late", 39.99999999999999, Condition.AtLeast("debt", 1)));

        HealthScore score = profile.Score(("m", 4.6), ("debt", 1));

        Assert.Equal("capped at 40.00000000 by late (debt is 1, at least 1), which changed nothing", score.Guardrails[0].ToString());
        Assert.Equal(39.99999999999999, score.Value.GetValueOrDefault(), 1e-12);
    }

    [Fact]
    public void Points_lost_count_as_people_add_them()
    {
        ScoringProfile profile = ScoringProfile.Create("lost", p => p
            .Dimension("d", weight: 1, d => d
                .Metric("a", Curve.Linear(worst: 1, best: 10), m => m.Weight(0.1)).Metric("b", Scored.Same, m => m.Weight(0.9)))
            .Tier("low", from: 0)
            .Action("call", a => a.DrivenBy("a", 8)));

        // csat 2.8 of 10 earns 20 points, so it loses a tenth of 80.
        Assert.Equal(["call"], profile.Score(("a", 2.8), ("b", 50)).Actions.Select(action => action.Name));
        Assert.Empty(profile.Score(("a", 2.81), ("b", 50)).Actions);
    }

    [Fact]
    public void Tracking_compares_margins_drops_and_rises_in_the_same_way()
    {
        ScoringProfile profile = ScoringProfile.Create("tracked", p => p
            .Dimension("d", weight: 1, d => d.Metric("m", Curve.Linear(worst: 1, best: 10)))
            .Tier("low", from: 0).Tier("high", from: 59.9)
            .Tracking(t => t.Margin(0.1).Drop(20).Rise(20)));

        // 6.4 of 1..10 is 60 points, which is 59.9 + 0.1; 4.6 is 40, which is 20 less.
        TrackedScore[] steps = [.. Steps(profile, 1, 6.4, 4.6)];

        Assert.Equal(["low", "high", "low"], steps.Select(step => step.Tier));
        Assert.Contains(steps[1].Events, told => told.Kind == TrackingEventKind.ScoreRose);
        Assert.Contains(steps[2].Events, told => told.Kind == TrackingEventKind.ScoreDropped);
    }

    [Fact]
    public void A_portfolio_counts_a_score_where_it_prints()
    {
        double almost = Csat.Score(("csat", 8.2)).Value.GetValueOrDefault();
        var tally = new PortfolioTally(Csat);
        new ColumnScorer(Csat).Score([new double[] { 8.2 }], new double[1], new int[1], tally: tally);

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 0], tally.ToSummary().All.Histogram);
    }

    // Points to 1e9 and a tier's start with six decimals: a score is in the next tier from 0.001 below it on.
    [Fact]
    public void A_cap_by_tier_holds_the_customer_in_the_tier_whatever_the_tolerance()
    {
        var profile = ScoringProfile.Create("large", p => p.Formula(Formula.Points())
            .Dimension("d", 1, d => d.Formula(Formula.Points()).Metric("m", Curve.FromKnots((0, 0), (1, 1e9))))
            .Signal("late").Tier("low", 0).Tier("high", 50.000001).CapAtTier("held", "low", Condition.AtLeast("late", 1)));
        var scorer = new HealthScorer<double>(profile,
            [HealthMetric.From<double>("m", value => value), HealthMetric.From<double>("late", _ => 1)]);

        HealthScore score = scorer.Score(1);

        Assert.Equal((49.990001, "low"), (score.Value, score.Tier));
    }

    private static IEnumerable<TrackedScore> Steps(ScoringProfile profile, params double[] values)
    {
        TrackingState? state = null;
        for (int i = 0; i < values.Length; i++)
        {
            var scorer = new HealthScorer<double>(profile, [HealthMetric.From<double>("m", value => value)]);
            TrackedScore step = Tracker.Next(state, scorer.Score(values[i], AsOf.AddDays(i)));
            state = step.State;
            yield return step;
        }
    }
}
