using HealthScoring.Portfolios;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class OverrideTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = Scored.Simple(profile =>
        profile.Action("call", a => a.InTier("low")).Action("train", a => a.DrivenBy("usage", pointsLost: 20)));

    [Fact]
    public void A_pinned_score_counts_and_has_the_tier_of_its_range()
    {
        HealthScore score = Score(60, ToScore(20));

        Assert.Equal((20, "low", 60, "middle"), (score.Value!.Value, score.Tier, score.ComputedValue!.Value, score.ComputedTier));
        Assert.Equal("20.0 (low, pinned)", score.ToString());
        Assert.Equal(["call: in low", "train: usage lost 40.0 points"], score.Actions.Select(action => action.ToString()));
    }

    [Fact]
    public void A_pinned_tier_leaves_the_score_as_computed()
    {
        HealthScore score = Score(60, ToTier("low"));

        Assert.Equal((60, "low", "middle"), (score.Value!.Value, score.Tier, score.ComputedTier));
        Assert.Equal(
            $"""
            Acme: 60.0 of 100, low
              pinned: tier low, by Ann until 2026-04-01: the sponsor has left; computed: 60.0, middle
              coverage: 100.0 %

                      value  points  adds     of
            adoption           60.0  60.0  100.0
              usage   60       60.0  60.0  100.0

            Lost most
              usage: 40.0 points, at 60

            To do
              call: in low
              train: usage lost 40.0 points

            Profile simple, fingerprint {score.Fingerprint[..12]}, as of 2026-03-01 00:00 UTC

            """, score.Explain("Acme").Replace("; missing: debt (no value), seats (no value)", "", StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_does_not_hold_keeps_none_from_the_options()
    {
        ScoreOverride ended = ScoreOverride.OfScore(90, "over", "Bo", AsOf.AddDays(-9), AsOf), own = ToScore(20);
        ScoreOverride later = ScoreOverride.OfScore(90, "not yet", "Bo", AsOf.AddTicks(1), AsOf.AddDays(9));
        HealthScorer<object> scorer = new(Profile, [HealthMetric.From<object>("usage", (_, _) => 60),
            HealthMetric.From<object>("debt", (_, _) => 0), HealthMetric.From<object>("seats", (_, _) => 0)],
            new() { OverrideBy = (_, _) => own });
        foreach (ScoreOverride? found in new[] { ended, later, null })
            Assert.Equal(20, scorer.WithOverrides((_, _) => found).Score(new(), AsOf).Value);
        Assert.Equal(90, scorer.WithOverrides((_, _) => later).Score(new(), AsOf.AddTicks(1)).Value);
    }

    [Fact]
    public void An_unscored_customer_can_be_pinned()
    {
        HealthScore tier = Score(null, ToTier("low")), pinned = Score(null, ToScore(55));

        Assert.Equal((null, "low", null), (tier.Value, tier.Tier, tier.ComputedTier));
        Assert.Equal("unscored (low, pinned)", tier.ToString());
        Assert.StartsWith("Acme: unscored, low\n  because no metric that counts has data\n", tier.Explain("Acme"), StringComparison.Ordinal);
        Assert.Contains("; computed: unscored\n", tier.Explain(), StringComparison.Ordinal);
        Assert.Equal((55, "middle"), (pinned.Value!.Value, pinned.Tier));
        Assert.Equal(["call"], tier.Actions.Select(action => action.Name));
    }

    [Fact]
    public void It_holds_from_its_beginning_and_ends_by_itself()
    {
        ScoreOverride decision = ToScore(20);

        Assert.Null(Score(60, decision, decision.From.AddTicks(-1)).Override);
        Assert.Equal(20, Score(60, decision, decision.From).Value);
        Assert.Equal(20, Score(60, decision, decision.Until.AddTicks(-1)).Value);
        Assert.Equal(60, Score(60, decision, decision.Until).Value);
        Assert.Null(Score(60, decision, decision.Until).Override);
        Assert.Equal(Score(60, null, decision.Until).ToJson(), Score(60, decision, decision.Until).ToJson());
    }

    [Fact]
    public void An_override_to_a_tier_that_is_not_there_is_a_fault_and_loses_nothing()
    {
        HealthScore score = Score(60, ToTier("lwo"));

        Assert.Equal((60, "middle"), (score.Value!.Value, score.Tier));
        Assert.Equal("The override pins the tier 'lwo', which profile 'simple' does not have; did you mean 'low'?", score.OverrideFault!.Message);
        Assert.Contains("  override not applied: ArgumentException: The override pins the tier 'lwo'", score.Explain(), StringComparison.Ordinal);
        Assert.Equal("OverrideBy: ArgumentException: The override pins the tier 'lwo', which profile 'simple' does not have; did you mean 'low'?",
            Assert.Throws<InvalidOperationException>(() => Scorer(_ => ToTier("lwo"), throws: true).Score(60, AsOf)).Message);
    }

    [Fact]
    public void What_the_hosts_function_throws_loses_nothing()
    {
        HealthScore score = Scorer(_ => throw new TimeoutException("no answer")).Score(60, AsOf);

        Assert.Equal((60, "no answer"), (score.Value!.Value, score.OverrideFault!.Message));
    }

    [Fact]
    public void Bad_overrides_are_refused()
    {
        DateTimeOffset from = AsOf, until = AsOf.AddDays(30);

        Assert.Equal("The override ends at 2026-03-01T00:00:00Z, not after it begins at 2026-03-01T00:00:00Z; "
            + "give an end that is still to come. (Parameter 'until')",
            Assert.Throws<ArgumentException>(() => ScoreOverride.OfScore(20, "a", "b", from, from)).Message);
        Assert.Equal("reason", Assert.Throws<ArgumentException>(() => ScoreOverride.OfScore(20, " ", "b", from, until)).ParamName);
        Assert.Equal("author", Assert.Throws<ArgumentException>(() => ScoreOverride.OfTier("low", "a", "", from, until)).ParamName);
        Assert.Equal("tier", Assert.Throws<ArgumentException>(() => ScoreOverride.OfTier("", "a", "b", from, until)).ParamName);
        Assert.All((double[])[-1, 100.5, double.NaN], score =>
            Assert.Equal("score", Assert.Throws<ArgumentOutOfRangeException>(() => ScoreOverride.OfScore(score, "a", "b", from, until)).ParamName));
    }

    [Fact]
    public void A_tally_counts_what_is_pinned()
    {
        ScoreOverride?[] decisions = [ToScore(90), ToTier("low"), null, ToTier("low")];
        double?[] usage = [10, 60, 60, null];
        double[] revenue = [1, 10, 100, 1000];
        var tally = new PortfolioTally(Profile);
        var scorer = new HealthScorer<int>(Profile, Metrics<int>(index => usage[index]), new() { OverrideBy = (index, _) => decisions[index] });

        scorer.ScoreInto([0, 1, 2, 3], AsOf, new double[4], new int[4], tally: tally, weights: revenue);

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal([("low", 2, 1010), ("middle", 1, 100), ("high", 1, 1)],
            all.Tiers.Select(tier => (tier.Tier!, (int)tier.Customers, (int)tier.Weight!.Value)));
        Assert.Equal((0, 3, 70), ((int)all.Unscored.Customers, (int)all.Scored, all.MeanScore!.Value));
        Assert.Equal((90 + 600 + 6000) / 111.0, all.WeightedMeanScore!.Value, 1e-5);
        Assert.Equal([0L, 0, 0, 0, 0, 0, 2, 0, 0, 1], all.Histogram);
    }

    private static ScoreOverride ToScore(double score) =>
        ScoreOverride.OfScore(score, "the sponsor has left", "Ann", AsOf.AddDays(-1), AsOf.AddDays(31));

    private static ScoreOverride ToTier(string tier) => ScoreOverride.OfTier(tier, "the sponsor has left", "Ann", AsOf.AddDays(-1), AsOf.AddDays(31));

    private static HealthScore Score(double? usage, ScoreOverride? decision, DateTimeOffset? asOf = null) =>
        Scorer(_ => decision).Score(usage ?? double.NaN, asOf ?? AsOf);

    private static HealthScorer<double> Scorer(Func<double, ScoreOverride?> find, bool throws = false) =>
        new(Profile, Metrics<double>(usage => usage), new() { OverrideBy = (customer, _) => find(customer), ThrowFaults = throws });

    private static IMetric<T>[] Metrics<T>(Func<T, double?> usage) =>
        [HealthMetric.From("usage", usage), HealthMetric.From<T>("debt", double? (_) => null), HealthMetric.From<T>("seats", double? (_) => null)];
}
