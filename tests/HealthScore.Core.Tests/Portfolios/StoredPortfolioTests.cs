using System.Text.Json;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>Tallies merge across processes, and last night's summary comes back.</summary>
public sealed class StoredPortfolioTests
{
    private static readonly ScoringProfile Profile = UsagePortfolio.Profile;

    [Fact]
    public void A_tally_is_whole_numbers_in_json()
    {
        PortfolioTally tally = Tally([10, double.NaN], [10, 20], [double.NaN, 5], weights: [2, double.NaN]);

        Assert.Equal("{\"formatVersion\":1,\"profile\":\"usage\",\"fingerprint\":\"" + Profile.Fingerprint + "\",\"groups\":["
            + "{\"tierCustomers\":[0,0,2],\"tierWeights\":[\"0\",\"0\",\"2097152\"],\"histogram\":[0,0,0,0,0,0,1,0,0,1],\"scores\":\"170393600\","
            + "\"coverage\":\"1310720\",\"weighted\":1,\"scoredWeight\":\"2097152\",\"weightedScores\":\"137438953472000\",\"faulty\":0,"
            + "\"lost\":[\"39321600\",\"0\"],\"missing\":[1,0,1],\"belowCurve\":[0,0],\"aboveCurve\":[0,1],\"ofUnknownSegment\":0},"
            + "{\"tierCustomers\":[0,0,0],\"tierWeights\":[\"0\",\"0\",\"0\"],\"histogram\":[0,0,0,0,0,0,0,0,0,0],\"scores\":\"0\","
            + "\"coverage\":\"0\",\"weighted\":0,\"scoredWeight\":\"0\",\"weightedScores\":\"0\",\"faulty\":0,"
            + "\"lost\":[\"0\",\"0\"],\"missing\":[0,0,0],\"belowCurve\":[0,0],\"aboveCurve\":[0,0],\"ofUnknownSegment\":0}]}", tally.ToJson());
    }

    [Fact]
    public void A_tally_of_another_profile_is_refused()
    {
        ScoringProfile other = ScoringProfile.Create("other", p => p
            .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
            .Tier("low", from: 0));

        Assert.Equal($"The tally is for profile 'usage' ({Profile.Fingerprint}), not for 'other' ({other.Fingerprint}). (Parameter 'profile')",
            Assert.Throws<ArgumentException>(() => PortfolioTally.Parse(new PortfolioTally(Profile).ToJson(), other)).Message);
        Assert.Throws<ArgumentNullException>(() => PortfolioTally.Parse(null!, Profile));
        Assert.Throws<ArgumentNullException>(() => PortfolioTally.Parse("{}", null!));
    }

    [Fact]
    public void A_tally_that_no_customers_can_have_is_refused_with_everything_that_is_wrong()
    {
        string good = Tally([10, 15], [10, 20], [double.NaN, 5], weights: [2, double.NaN]).ToJson();

        RefusedTally("The tally has an error:\n- $: the tally is empty; start one with new PortfolioTally(profile)", " ");
        RefusedTally("The tally has 4 errors:", """
            - $.formatVersion (line 1): 2 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.groups[0].tierCustomers[1] (line 1): -1 is negative; restore what ToJson() wrote
            - $.groups[0].faulty (line 1): -3 is negative; restore what ToJson() wrote
            - $.groups[1].histogram (line 1): there are 9 items, and the profile asks for 10; restore what ToJson() wrote
            """, good, ("\"formatVersion\":1", "\"formatVersion\":2"), ("[0,0,2]", "[0,-1,2]"), ("\"faulty\":0", "\"faulty\":-3"),
            ("[0,0,0,0,0,0,0,0,0,0]", "[0,0,0,0,0,0,0,0,0]"));
        RefusedTally("The tally has 3 errors:", """
            - $.groups[0].scores (line 1): "1e5" is not a whole number up to 1.7e38; restore what ToJson() wrote
            - $.groups[0].coverage (line 1): "999999999999999999999999999999999999999" is not a whole number up to 1.7e38; restore @
            - $.groups[0].weighted (line 1): 0.5 is not a whole number; restore what ToJson() wrote
            """.Replace("@", "what ToJson() wrote", StringComparison.Ordinal), good,
            ("\"scores\":\"150732800\"", "\"scores\":\"1e5\""),
            ("\"coverage\":\"2097152\"", "\"coverage\":\"999999999999999999999999999999999999999\""),
            ("\"weighted\":1", "\"weighted\":0.5"));
        RefusedTally("The tally has 9 errors:", """
            - $.groups[0].scores (line 1): 209715201 is more than the customers can have, 209715200; restore what ToJson() wrote
            - $.groups[0].coverage (line 1): 2097153 is more than the customers can have, 2097152; restore what ToJson() wrote
            - $.groups[0].faulty (line 1): 3 is more than the customers can have, 2; restore what ToJson() wrote
            - $.groups[0].tierWeights[1] (line 1): 1 is more than the customers can have, 0; restore what ToJson() wrote
            - $.groups[0].weightedScores (line 1): 219902325555201 is more than 100 points for all of "scoredWeight"; restore what ToJson() wrote
            - $.groups[0].lost[1] (line 1): 8388608000000001 is more than the customers can have, 8388608000000000; restore what ToJson() wrote
            - $.groups[0].missing[1] (line 1): 3 is more than the customers can have, 2; restore what ToJson() wrote
            - $.groups[0].missing[2] (line 1): 3 is more than the customers can have, 2; restore what ToJson() wrote
            - $.groups[0].unknownSegments (line 1): they have 1 customers, and "ofUnknownSegment" is 2; restore what ToJson() wrote
            """, good, ("\"scores\":\"150732800\"", "\"scores\":\"209715201\""), ("\"coverage\":\"2097152\"", "\"coverage\":\"2097153\""),
            ("\"faulty\":0", "\"faulty\":3"), ("[\"0\",\"0\",\"2097152\"]", "[\"0\",\"1\",\"2097152\"]"),
            ("\"weightedScores\":\"137438953472000\"", "\"weightedScores\":\"219902325555201\""),
            ("\"0\"],\"missing\":[0,0,1]", "\"8388608000000001\"],\"missing\":[0,2,3]"),
            ("\"ofUnknownSegment\":0", "\"ofUnknownSegment\":2,\"unknownSegments\":[{\"name\":\"a\",\"customers\":1}]"));
    }

    [Fact]
    public void A_summary_keeps_its_members_in_json_and_reads_back_through_a_hosts_serializer()
    {
        PortfolioSummary summary = Tally([10, 15], [10, 20], [double.NaN, 5], weights: [2, double.NaN]).ToSummary();
        JsonSerializerOptions[] hosts =
        [
            new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver },
            new(),
        ];

        foreach (JsonSerializerOptions host in hosts)
        {
            string json = JsonSerializer.Serialize(summary, host);
            Assert.Equal(summary.ToJson(), json);
            Assert.Equivalent(summary, JsonSerializer.Deserialize<PortfolioSummary>(json, host), strict: true);
            JsonException refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PortfolioSummary>("{}", host));
            Assert.IsType<InvalidStoredDataException>(refused.InnerException);
        }
        Assert.StartsWith("{\"formatVersion\":1,\"fingerprint\":\"" + Profile.Fingerprint + "\",\"all\":{\"customers\":2,\"weight\":2,"
            + "\"customersWithoutWeight\":1,\"scored\":2,\"unscored\":{\"customers\":0,\"share\":0,\"weight\":0,\"weightShare\":0},"
            + "\"tiers\":[{\"tier\":\"low\",\"customers\":0,\"share\":0,\"weight\":0,\"weightShare\":0},",
            summary.ToJson(), StringComparison.Ordinal);
        using var read = JsonDocument.Parse(summary.ToJson());
        Assert.Equal("debt", read.RootElement.GetProperty("segments")[0].GetProperty("signals")[0].GetProperty("signal").GetString());
    }

    [Fact]
    public void A_summary_that_no_customers_can_have_is_refused_with_everything_that_is_wrong()
    {
        string good = Tally([10, 15], [10, 20], [double.NaN, 5], weights: [2, double.NaN]).ToSummary().ToJson();

        Assert.Equal("The portfolio summary has an error:\n- $: the portfolio summary is empty; give one that was stored",
            Assert.Throws<InvalidStoredDataException>(() => PortfolioSummary.Parse("")).Message);
        RefusedSummary("""
            The portfolio summary has 7 errors:
            - $.all.scored (line 1): 3 is more than 2; restore what ToJson() wrote
            - $.all.unscored.share (line 1): the share is not that of the customers; restore what ToJson() wrote
            - $.all.histogram (line 1): they sum to 2, not to 3; restore what ToJson() wrote
            - $.all.signals[0].missing (line 1): -1 is negative; restore what ToJson() wrote
            - $.segments[1].segment (line 1): the segment has no name; restore what ToJson() wrote
            - $.segments[1].meanScore (line 1): there is a mean of nobody; restore what ToJson() wrote
            - $.unknownSegments[0].customers (line 1): 1 is more than 0; restore what ToJson() wrote
            """, good, ("\"scored\":2", "\"scored\":3"), ("\"share\":0,", "\"share\":0.5,"),
            ("\"signals\":[{\"signal\":\"debt\",\"missing\":1", "\"signals\":[{\"signal\":\"debt\",\"missing\":-1"),
            ("\"segment\":\"large\",", ""), ("[0,0,0,0,0,0,0,0,0,0]", "[0,0,0,0,0,0,0,0,0,0],\"meanScore\":5"),
            ("\"missing\":0}]}]}", "\"missing\":0}]}],\"unknownSegments\":[{\"name\":\"a\",\"customers\":1}]}"));
        RefusedSummary("""
            The portfolio summary has 2 errors:
            - $.segments[0] (line 1): its tiers, metrics or signals are not those of "all"; restore what ToJson() wrote
            - $.segments[1] (line 1): its tiers, metrics or signals are not those of "all"; restore what ToJson() wrote
            """, good, ("\"tier\":\"low\"", "\"tier\":\"bad\""));
        Assert.Throws<ArgumentNullException>(() => PortfolioSummary.Parse(null!));
    }

    private static PortfolioTally Tally(double[] logins, double[] nps, double[] debt, double[] weights)
    {
        var tally = new PortfolioTally(Profile);
        new ColumnScorer(Profile).Score([logins, nps, debt], new double[logins.Length], new int[logins.Length], tally: tally, weights: weights);
        return tally;
    }

    private static void RefusedTally(string headline, string errors, string json, params (string From, string To)[] changes) =>
        RefusedTally($"{headline}\n{errors}", Changed(json, changes));

    private static void RefusedTally(string message, string json) => Assert.Equal(message.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidStoredDataException>(() => PortfolioTally.Parse(json, Profile)).Message);

    private static void RefusedSummary(string message, string json, params (string From, string To)[] changes) =>
        Assert.Equal(message.ReplaceLineEndings("\n"),
            Assert.Throws<InvalidStoredDataException>(() => PortfolioSummary.Parse(Changed(json, changes))).Message);

    /// <summary>Replaces the first of each text, which is there.</summary>
    private static string Changed(string json, (string From, string To)[] changes)
    {
        foreach ((string from, string to) in changes)
        {
            int at = json.IndexOf(from, StringComparison.Ordinal);
            Assert.True(at >= 0, from);
            json = json[..at] + to + json[(at + from.Length)..];
        }
        return json;
    }
}
