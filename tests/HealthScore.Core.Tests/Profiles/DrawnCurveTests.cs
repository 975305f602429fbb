using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Paths;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Curves as people draw them, from JSON to the texts that people read.</summary>
public sealed class DrawnCurveTests
{
    private const string Tickets = """{ "bands": [{ "upTo": 5, "points": 100 }, { "upTo": 10, "points": 50 }, { "points": 0 }] }""";

    [Fact]
    public void The_spelling_is_kept_and_the_canonical_form_has_knots()
    {
        ScoringProfile profile = Support(Tickets);
        Assert.Contains($"\"curve\": {Tickets}", profile.ToJson(), StringComparison.Ordinal);
        Assert.Equal(profile, ScoringProfile.Parse(profile.ToJson()));
        Assert.Equal(profile, Support(Curve.UpTo(5, 100).UpTo(10, 50).Above(0)));
        Assert.Contains("""
            "curve":{"knots":[[5.000000000000001,100],[5.000000000000001,50],[10.000000000000002,50],[10.000000000000002,0]]}
            """, profile.ToCanonicalJson(), StringComparison.Ordinal);
        Assert.Contains("""
            "curve": { "log": { "worst": 0, "best": 1000 } }
            """, Support(Curve.Log(0, 1000)).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_band_has_its_upper_end_in_a_row_in_columns_and_in_sql()
    {
        ScoringProfile profile = Support(Tickets);
        double[] tickets = [4.9, 5, 5.1, 10, 10.1];
        Assert.Equal([100, 100, 50, 50, 0], tickets.Select(value => Score(profile, value).Value.GetValueOrDefault()));
        var scores = new double[5];
        new ColumnScorer(profile).Score([tickets], scores, new int[5]);
        Assert.Equal([100, 100, 50, 50, 0], scores);
        string sql = SqlScoring.Create(profile, SqlDialect.PostgreSql, source => source.Table("accounts").Key("id").Metric("tickets", "tickets"))
            .Select().Text;
        Assert.Contains("tickets_raw <= 5::float8 ", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("5.000000000000001", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_say_5_where_the_profile_says_5()
    {
        Assert.Equal("tickets: 12 → 10 tickets", TierPath.To(Score(Support(Tickets), 12), "steady").Steps[0].ToString());
        Assert.Equal("tickets: 12 → 5 tickets", TierPath.To(Score(Support(Tickets), 12), "healthy").Steps[0].ToString());
        ScoringProfile later = Support("""{ "bands": [{ "upTo": 6, "points": 100 }, { "upTo": 10, "points": 50 }, { "points": 0 }] }""");
        Assert.Equal(
            "curve of tickets: bands up to 5: 100, up to 10: 50, above: 0 → bands up to 6: 100, up to 10: 50, above: 0 "
                + "(at 5.5: 50.0 → 100.0 points, at 6: 50.0 → 100.0 points)",
            Assert.Single(ProfileDiff.Between(Support(Tickets), later).Changes).ToString());
    }

    [Fact]
    public void A_score_of_recency_frequency_and_money_is_json_alone()
    {
        var profile = ScoringProfile.Parse("""
            {
              "name": "rfm",
              "dimensions": [ { "name": "rfm", "metrics": [
                { "name": "recency", "unit": "days", "curve": { "bands": [
                  { "upTo": 30, "points": 100 }, { "upTo": 90, "points": 60 }, { "upTo": 180, "points": 30 }, { "points": 0 } ] } },
                { "name": "frequency", "unit": "orders", "curve": { "log": { "worst": 0, "best": 63 } } },
                { "name": "money", "unit": "EUR", "curve": { "log": { "worst": 99, "best": 9999 } } } ] } ],
              "tiers": [ { "name": "asleep", "from": 0 }, { "name": "loyal", "from": 50 }, { "name": "champion", "from": 80 } ]
            }
            """);
        var scorer = new HealthScorer<double[]>(profile,
        [
            HealthMetric.From<double[]>("recency", customer => customer[0]),
            HealthMetric.From<double[]>("frequency", customer => customer[1]),
            HealthMetric.From<double[]>("money", customer => customer[2]),
        ]);
        // 60 for 90 days, 50 for 7 orders (8 is the root of 64) and 50 for 999 (1,000 lies halfway from 100 to 10,000 in factors).
        Assert.Equal((60 + 50 + 50) / 3.0, scorer.Score([90, 7, 999]).Value.GetValueOrDefault(), 0.05);
        Assert.Equal("100.0 (champion)", scorer.Score([0, 100, 20_000]).ToString());
        Assert.Equal("0.0 (asleep)", scorer.Score([400, 0, 0]).ToString());
    }

    // The measures, their poor, concerning and healthy ranges and the weights for new and established customers are those that PostHog's public
    // handbook gives for its score ("Customer health scoring", in 2025); 0, 50 and 100 points are what Vitally's ranges mean.
    [Fact]
    public void A_score_by_poor_concerning_and_healthy_ranges_with_other_weights_for_new_customers_is_written_in_json_alone()
    {
        var profile = ScoringProfile.Parse("""
            {
              "name": "product-led",
              "dimensions": [
                { "name": "activation", "weight": 10, "metrics": [
                  { "name": "members-invited", "curve": { "bands": [[0, 0], [1, 50], [3, 100]] } },
                  { "name": "recordings-analyzed", "curve": { "bands": [[0, 0], [1, 50], [5, 100]] } },
                  { "name": "feature-flags", "curve": { "bands": [[0, 0], [1, 50], [2, 100]] } } ] },
                { "name": "primary-features", "weight": 30, "metrics": [
                  { "name": "days-since-last-seen", "curve": { "bands": [
                    { "upTo": 1, "points": 100 }, { "upTo": 5, "points": 50 }, { "points": 0 } ] } } ] },
                { "name": "data-volume", "weight": 10, "metrics": [
                  { "name": "volume-change", "curve": { "bands": [[-1, 0], [-0.25, 50], [0, 100]] } } ] },
                { "name": "engagement", "weight": 10, "metrics": [
                  { "name": "nps", "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] }, "valid": [-100, 100] } ] } ],
              "signals": [ { "name": "days-since-created", "unit": "days" } ],
              "tiers": [ { "name": "poor", "from": 0 }, { "name": "concerning", "from": 40 }, { "name": "healthy", "from": 70 } ],
              "segments": [ { "name": "new", "when": { "metric": "days-since-created", "atMost": 90 },
                "weights": { "activation": 50, "primary-features": 40, "data-volume": 30, "engagement": 20 } } ]
            }
            """);

        // Activation 50, 0 and 100 is 50; seen 5 days ago 50; data down by a tenth 50; an NPS of 50 is 100.
        Assert.Equal((50 * 50 + 40 * 50 + 30 * 50 + 20 * 100) / 140.0, Score(daysSinceCreated: 90), 1e-9);
        Assert.Equal((10 * 50 + 30 * 50 + 10 * 50 + 10 * 100) / 60.0, Score(daysSinceCreated: 91), 1e-9);

        double Score(double daysSinceCreated) => StoredMeasurements.ScorerFor(profile).Score(new Dictionary<string, Measurement>
        {
            ["members-invited"] = 2,
            ["recordings-analyzed"] = 0,
            ["feature-flags"] = 7,
            ["days-since-last-seen"] = 5,
            ["volume-change"] = -0.1,
            ["nps"] = 50,
            ["days-since-created"] = daysSinceCreated,
        }).Value.GetValueOrDefault();
    }

    private static HealthScore Score(ScoringProfile profile, double tickets) =>
        new HealthScorer<double>(profile, [HealthMetric.From<double>("tickets", value => value)]).Score(tickets);

    private static ScoringProfile Support(string curve) => ScoringProfile.Parse($$"""
        {
          "name": "support",
          "dimensions": [ { "name": "support", "metrics": [ { "name": "tickets", "unit": "tickets", "curve": {{curve}} } ] } ],
          "tiers": [ { "name": "poor", "from": 0 }, { "name": "steady", "from": 50 }, { "name": "healthy", "from": 80 } ]
        }
        """);

    private static ScoringProfile Support(Curve curve) => ScoringProfile.Create("support", profile => profile
        .Dimension("support", weight: 1, d => d.Metric("tickets", curve, m => m.Unit("tickets")))
        .Tier("poor", 0).Tier("steady", 50).Tier("healthy", 80));
}
