using System.Text.Json;
using HealthScoring.Changes;
using HealthScoring.Paths;
using HealthScoring.Tests.Paths;
using HealthScoring.Tests.Tracking;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>A host writes results with its own serializer, by reflection or without, and reads back what it has to store.</summary>
public sealed class HealthScoringJsonTests
{
    private static readonly JsonSerializerOptions[] Hosts =
    [
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver },
        new(JsonSerializerDefaults.Web),
    ];

    [Fact]
    public void Measurements_read_back_and_score_the_same()
    {
        ScoringProfile profile = Accounts.Three();
        HealthScore score = Accounts.Of(profile, ("usage", new(30.1, Accounts.AsOf.AddDays(-3))), ("nps", Measurement.None), ("team", 20),
            ("debt", 31));
        foreach (JsonSerializerOptions host in Hosts)
        {
            string json = JsonSerializer.Serialize(score.Measurements, host);
            Assert.Contains("\"usage\":{\"value\":30.1,\"observedAt\":\"2026-02-26T00:00:00+00:00\"}", json, StringComparison.Ordinal);
            Dictionary<string, Measurement> read = JsonSerializer.Deserialize<Dictionary<string, Measurement>>(json, host)!;
            Assert.Equal(score.ToJson(), StoredMeasurements.ScorerFor(profile).Score(read, Accounts.AsOf).ToJson());
        }
    }

    [Fact]
    public void Overrides_read_back_and_what_could_not_be_made_is_refused()
    {
        var pinned = ScoreOverride.OfScore(33.5, "their sponsor leaves", "Ann", Accounts.AsOf, Accounts.AsOf.AddDays(30));
        foreach (JsonSerializerOptions host in Hosts)
        {
            string json = JsonSerializer.Serialize(pinned, host);
            Assert.Equal("{\"score\":33.5,\"tier\":null,\"reason\":\"their sponsor leaves\",\"author\":\"Ann\","
                + "\"from\":\"2026-03-01T00:00:00+00:00\",\"until\":\"2026-03-31T00:00:00+00:00\"}", json);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<ScoreOverride>(json, host), host));
            foreach ((string was, string bad, string problem) in new[]
            {
                ("33.5", "133.5", "133.5 is not a score; a score goes from 0 to 100."),
                ("\"tier\":null", "\"tier\":\"low\"", "The override pins not just one of a score and a tier; give one of them."),
            })
            {
                JsonException refused = Assert.Throws<JsonException>(
                    () => JsonSerializer.Deserialize<ScoreOverride>(json.Replace(was, bad, StringComparison.Ordinal), host));
                Assert.Equal(problem, refused.Message);
            }
        }
    }

    [Fact]
    public void A_tracking_state_inside_a_hosts_own_row_reads_back()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3))));
        customer.Next(0, 60);
        customer.Next(1, 40);
        foreach (JsonSerializerOptions host in Hosts)
        {
            string json = JsonSerializer.Serialize(customer.State, host);
            Assert.Equal(customer.State!.ToJson(), json);
            Assert.Equal(json, JsonSerializer.Deserialize<TrackingState>(json, host)!.ToJson());
            JsonException refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TrackingState>("{}", host));
            Assert.Contains("\"fingerprint\" is missing", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_result_is_written_without_reflection_as_it_is_with_it()
    {
        ScoringProfile profile = Accounts.Three(to => to.Example("an example", e => e.Value("usage", 10).ExpectScore(99)));
        HealthScore before = Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20)), after = Accounts.Of(profile, ("usage", 20), ("nps", 60));
        DateTimeOffset day = Accounts.AsOf;
        Written(ScoreChange.Between(before, after));
        // An open end of a range is an infinity, which JSON has no number for.
        Assert.Contains(",\"to\":\"Infinity\"}]", Written(TierPath.To(before, "middle")), StringComparison.Ordinal);
        Written(EqualEffort.To(before, "middle"));
        Written(WeightSensitivity.Of(before));
        Written(ProfileVerification.Check(profile));
        Written(ScoreTrend.Of(Enumerable.Range(0, 9).Select(i => (day.AddDays(-i), (double?)i)), TimeSpan.FromDays(9), day)!);
        Written(Tracker.Next(null, before));
    }

    private static string Written<T>(T result)
    {
        string[] written = [.. Hosts.Select(host => JsonSerializer.Serialize(result, host))];
        Assert.Equal(written[1], written[0]);
        return written[0];
    }
}
