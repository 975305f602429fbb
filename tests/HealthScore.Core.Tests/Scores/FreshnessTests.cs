using HealthScoring.Columns;
using HealthScoring.Tests.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class FreshnessTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Freshness Quarter = new(TimeSpan.FromDays(90), TimeSpan.FromDays(180));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(112.5, 0.75)]
    [InlineData(135, 0.5)]
    [InlineData(179.1, 0.01)]
    public void A_value_fades_in_a_straight_line(double days, double counts)
    {
        // Usage 40 at weight 1, nps 80 points at weight 1: (40 + f * 80) / (1 + f).
        HealthScore score = Score(Mean(), 40, 80, days);

        Assert.Equal(counts, score.Contributions[0].Freshness, 1e-12);
        Assert.Equal(days, score.Contributions[0].AgeInDays!.Value, 1e-11);
        Assert.Equal((40 + counts * 80) / (1 + counts), score.Value!.Value, 1e-9);
        Assert.Equal((1 + counts) / 2, score.Coverage, 1e-12);
    }

    [Fact]
    public void A_fading_dimension_counts_as_much_as_its_freshest_metric()
    {
        ScoringProfile profile = ScoringProfile.Create("two", health => health
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Dimension("sentiment", 3,
                to => to.Metric("nps", Scored.Same, m => Fading(m, Quarter)).Metric("pulse", Scored.Same, m => Fading(m, Quarter)))
            .Tier("low", 0));
        var scorer = StoredMeasurements.ScorerFor(profile);

        HealthScore score = scorer.Score(new Dictionary<string, Measurement>
        {
            ["usage"] = 40,
            ["nps"] = new(100, AsOf.AddDays(-135)),
            ["pulse"] = new(20, AsOf.AddDays(-157.5)),
        }, AsOf);

        // (0.5 * 100 + 0.25 * 20) / 0.75 = 73.333…, and the dimension counts half: (40 + 1.5 * 73.333…) / 2.5 = 60.
        Assert.Equal(60, score.Value!.Value, 1e-9);
    }

    [Fact]
    public void A_mean_ends_at_what_is_left_of_it_and_goes_there_fast_where_nearly_all_has_faded()
    {
        ScoringProfile profile = ScoringProfile.Create("opinions", health => health
            .MinimumCoverage(0)
            .Dimension("all", 1, to => to.Metric("nps", Scored.Same, m => Fading(m, Quarter)).Metric("pulse", Scored.Same, m => Fading(m, Quarter)))
            .Tier("low", 0));
        var scorer = StoredMeasurements.ScorerFor(profile);
        double? ScoreAt(double pulseDays, double npsDays) => scorer.Score(new Dictionary<string, Measurement>
        {
            ["nps"] = new(80, AsOf.AddDays(-npsDays)),
            ["pulse"] = new(20, AsOf.AddDays(-pulseDays)),
        }, AsOf).Value;

        // One more day, and the pulse is stale: next to an answer that still counts half it moves the score little, next to one
        // that hardly counts far.
        Assert.Equal((80 * 45 + 20 * 1) / 46.0, ScoreAt(179, 135)!.Value, 1e-9);
        Assert.Equal(80, ScoreAt(180, 136));
        Assert.Equal((80 * 2 + 20 * 1) / 3.0, ScoreAt(179, 178)!.Value, 1e-9);
        Assert.Equal(80, ScoreAt(180, 179));
        Assert.Null(ScoreAt(181, 180));
    }

    [Fact]
    public void Points_for_a_missing_value_replace_what_has_faded()
    {
        ScoringProfile profile = Mean(MissingPolicy.Points(50));

        // Half of 80 and half of 50 is 65, at full weight.
        Assert.Equal((40 + 65) / 2.0, Score(profile, 40, 80, 135).Value!.Value, 1e-9);
        Assert.Equal(45, Score(profile, 40, 80, 200).Value);
        Assert.Equal(65, Score(profile, 40, 80, 135).Contributions[0].Points);
    }

    [Fact]
    public void Added_points_fade_and_so_do_a_dimensions_initial_ones()
    {
        ScoringProfile profile = ScoringProfile.Create("points", health => health.Formula(Formula.Points(10))
            .Dimension("sentiment", 1, to => to.Formula(Formula.Points(20)).Metric("nps", Scored.Same, m => Fading(m, Quarter)))
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Tier("low", 0));

        // 10 + (0.5 * 20 + 0.5 * 30) + 40.
        Assert.Equal(75, Score(profile, 40, 30, 135).Value!.Value, 1e-9);
        Assert.Equal(50, Score(profile, 40, 30, 180).Value!.Value, 1e-9);
    }

    [Fact]
    public void The_initial_points_of_a_dimension_in_a_mean_do_not_fade_but_the_dimension_does()
    {
        ScoringProfile profile = ScoringProfile.Create("mean", health => health
            .Dimension("sentiment", 1, to => to.Formula(Formula.Points(20)).Metric("nps", Scored.Same, m => Fading(m, Quarter)))
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Tier("low", 0));

        HealthScore score = Score(profile, 40, 30, 135);

        // 20 + 0.5 * 30, and the dimension counts half: (40 + 0.5 * 35) / 1.5.
        Assert.Equal(35, score.Dimensions[1].Points!.Value, 1e-9);
        Assert.Equal(57.5 / 1.5, score.Value!.Value, 1e-9);
    }

    [Fact]
    public void A_metric_of_weight_0_keeps_no_dimension_fresh()
    {
        ScoringProfile profile = ScoringProfile.Create("shown", health => health
            .Dimension("sentiment", 1, to => to.Metric("nps", Scored.Same, m => Fading(m, Quarter)).Metric("notes", Scored.Same, 0))
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Tier("low", 0));

        HealthScore score = StoredMeasurements.ScorerFor(profile).Score(
            new Dictionary<string, Measurement> { ["usage"] = 40, ["nps"] = new(100, AsOf.AddDays(-135)), ["notes"] = 0 }, AsOf);

        // Half of the sentiment's weight is left: (40 + 0.5 * 100) / 1.5.
        Assert.Equal(60, score.Value!.Value, 1e-9);
    }

    [Fact]
    public void The_explanation_says_what_fades_and_what_is_stale()
    {
        HealthScore score = Score(Mean(), 40, 80, 135);

        Assert.Equal(
            $"""
            Acme: 53.3 of 100, middle
              coverage: 75.0 %
              nps is 135 days old and counts 50.0 %

                     value  points  adds     of
            all               53.3  53.3  100.0
              nps    80       80.0  26.7   33.3
              usage  40       40.0  26.7   66.7

            Lost most
              usage: 40.0 points, at 40
              nps: 6.7 points, at 80

            Profile mean, fingerprint {score.Fingerprint[..12]}, as of 2026-03-01 00:00 UTC

            """, score.Explain("Acme"));
        Assert.Contains("; missing: nps (stale: 200 days old)", Score(Mean(), 40, 80, 200.5).Explain(), StringComparison.Ordinal);
        Assert.Contains("nps is 20 hours old and counts 16.7 %",
            Score(Mean(freshness: new(TimeSpan.Zero, TimeSpan.FromDays(1))), 40, 80, 20 / 24.0).Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_stale_undated_or_from_the_future_is_missing_and_the_result_says_which()
    {
        var scorer = StoredMeasurements.ScorerFor(Mean());
        string Missing(DateTimeOffset? at) =>
            Assert.Single(scorer.Score(new Dictionary<string, Measurement> { ["usage"] = 40, ["nps"] = new(80, at) }, AsOf).Missing).ToString();

        Assert.Equal("nps (stale: 180 days old)", Missing(AsOf.AddDays(-180)));
        Assert.Equal("nps (no observation time)", Missing(null));
        Assert.Equal("nps (observed later)", Missing(AsOf.AddTicks(1)));
    }

    [Fact]
    public void A_required_metric_that_is_stale_leaves_the_customer_unscored()
    {
        HealthScore score = Score(Mean(MissingPolicy.Required), 40, 80, 180);

        Assert.Null(score.Value);
        Assert.Equal("the required metric nps is stale", Assert.Single(score.UnscoredReasons).Text);
        Assert.Equal(UnscoredKind.RequiredMissing, score.UnscoredReasons[0].Kind);
    }

    [Fact]
    public void A_guardrail_does_not_see_a_stale_value()
    {
        ScoringProfile profile = ScoringProfile.Create("mean", health => health
            .Dimension("all", 1, all => all.Metric("usage", Scored.Same).Metric("nps", Scored.Same, m => Fading(m, Quarter)))
            .Cap("angry", 10, Condition.Below("nps", 20)).Tier("low", 0));

        Assert.Equal(10, Score(profile, 90, 5, 179).Value);
        Assert.Equal(90, Score(profile, 90, 5, 180).Value);
    }

    [Fact]
    public void The_time_is_the_clocks_where_none_is_given()
    {
        var clock = new FakeTimeProvider(AsOf);
        var scorer = StoredMeasurements.ScorerFor(Mean(), new() { TimeProvider = clock });
        var customer = new Dictionary<string, Measurement> { ["usage"] = 40, ["nps"] = new(80, AsOf.AddDays(-10)) };

        HealthScore now = scorer.Score(customer);
        clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal(60, now.Value);
        Assert.Equal(40, scorer.Score(customer).Value);
        Assert.Equal(now.ToJson(), scorer.Score(now.Measurements, now.AsOf).ToJson());
    }

    [Fact]
    public void A_function_that_cannot_say_when_is_refused_for_a_metric_that_fades()
    {
        IMetric<object>[] metrics = [HealthMetric.From<object>("usage", _ => 40), HealthMetric.From<object>("nps", _ => 80)];
        const string Error = "metric 'nps': profile 'mean' lets it fade, and its function does not say when it was observed; "
            + "give a function of the customer and the time that returns new Measurement(value, observedAt)";

        Assert.Equal($"The scorer of profile 'mean' has an error:\n- {Error}",
            Assert.Throws<InvalidRegistrationException>(() => new HealthScorer<object>(Mean(), metrics)).Message);
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<object>(health => health.UseProfile(Mean()).AddMetrics(metrics)).BuildServiceProvider();
        Assert.Equal($"Health scoring of Object has an error:\n- {Error}",
            Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<object>>()).Message);
    }

    [Fact]
    public void Columns_need_ages_of_what_fades()
    {
        var scorer = new ColumnScorer(Mean());
        MetricColumn nps = new double[] { 80, 80 }, usage = new double[] { 40, 40 };
        var scores = new double[2];

        scorer.Score([nps.WithAges(new[] { 135.0, double.NaN }), usage], scores, new int[2]);

        Assert.Equal(160.0 / 3, scores[0], 1e-9);
        Assert.Equal(40, scores[1]);
        Assert.Equal("Column 'nps' does not say how old its values are, and the profile lets them fade; give it with WithAges. (Parameter 'columns')",
            Assert.Throws<ArgumentException>(() => scorer.Score([nps, usage], scores, new int[2])).Message);
        Assert.Equal("There are 2 values and 1 ages. (Parameter 'days')",
            Assert.Throws<ArgumentException>(() => nps.WithAges(new double[1])).Message);
        Assert.Equal("There are 2 values and 0 ages. (Parameter 'ages')", Assert.Throws<ArgumentException>(() => scorer.ScoreRow([80, 40])).Message);
        var ages = new double[2];
        Assert.Equal("Column 'nps' overlaps an output. (Parameter 'columns')",
            Assert.Throws<ArgumentException>(() => scorer.Score([nps.WithAges(ages), usage], ages, new int[2])).Message);
        Assert.Equal("An output overlaps the ages. (Parameter 'ages')",
            Assert.Throws<ArgumentException>(() => scorer.ScoreRow([80, 40], ages, ages: ages)).Message);
    }

    private static ScoringProfile Mean(MissingPolicy? missing = null, Freshness? freshness = null) => ScoringProfile.Create("mean", health => health
        .Dimension("all", 1, all => all
            .Metric("usage", Scored.Same)
            .Metric("nps", Scored.Same, m => Fading(m, freshness ?? Quarter).WhenMissing(missing ?? MissingPolicy.Exclude)))
        .Tier("low", 0).Tier("middle", 50));

    private static MetricBuilder Fading(MetricBuilder metric, Freshness freshness) => metric.FreshFor(freshness.FreshFor, freshness.StaleAfter);

    private static HealthScore Score(ScoringProfile profile, double usage, double nps, double days) => StoredMeasurements.ScorerFor(profile).Score(
        new Dictionary<string, Measurement> { ["usage"] = usage, ["nps"] = new(nps, AsOf.AddDays(-days)) }, AsOf);
}
