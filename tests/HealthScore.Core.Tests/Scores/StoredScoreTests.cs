using System.Text.Json;
using HealthScoring.Changes;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>A score is stored, and comes back.</summary>
public sealed class StoredScoreTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1));

    private static readonly ScoringProfile Profile = Scored.Simple(profile => profile
        .Segment("own", segment => segment.Curve("usage", Curve.Linear(worst: 0, best: 200))));

    [Fact]
    public void A_stored_score_is_a_line_of_json_that_says_what_was_measured()
    {
        HealthScore score = Score(90, named: "own", pin: ScoreOverride.OfTier("low", "they \"told\" us", "Ann", AsOf, AsOf.AddDays(30)));

        string json = new StoredScore(score).ToJson();

        Assert.Equal("{\"formatVersion\":1,\"profile\":\"simple\",\"fingerprint\":\"" + Profile.Fingerprint + "\","
            + "\"asOf\":\"2026-03-01T12:00:00+01:00\",\"score\":45,\"tier\":\"low\",\"segment\":\"own\",\"namedSegment\":\"own\","
            + "\"override\":{\"tier\":\"low\",\"reason\":\"they \\\"told\\\" us\",\"author\":\"Ann\","
            + "\"from\":\"2026-03-01T12:00:00+01:00\",\"until\":\"2026-03-31T12:00:00+01:00\"},"
            + "\"measurements\":[{\"metric\":\"usage\",\"value\":90,\"observedAt\":\"2026-02-28T12:00:00+01:00\"},"
            + "{\"metric\":\"debt\",\"value\":2}],"
            + "\"faults\":[{\"metric\":\"seats\",\"reason\":\"fault\",\"error\":\"TimeoutException: no answer\"}]}",
            json);
        var read = StoredScore.Parse(json);
        Assert.Equal("2026-03-01 11:00 UTC: 45.0 (low, pinned) by simple (" + Profile.Fingerprint[..12] + ")", read.ToString());
        Assert.Equal(90, read.Measurements["usage"].Value);
        Assert.Equal("TimeoutException: no answer", read.Faults["seats"]);
        Assert.Equal("they \"told\" us", read.Override!.Reason);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<StoredScore>(json)));
    }

    [Fact]
    public void A_change_from_a_stored_score_does_not_blame_a_segment_that_stayed()
    {
        HealthScore before = Score(90, named: "own"), after = Score(60, named: "own");

        ScoreChange change = ScoreChange.Between(StoredScore.Parse(new StoredScore(before).ToJson()).Rescore(Profile), after);

        Assert.Equal((45.0, 30.0), (change.Before.Value, change.After.Value));
        Assert.Equal(ScoreChangeKind.Value, Assert.Single(change.Parts).Kind);
    }

    [Fact]
    public void Another_profile_says_what_it_thinks_of_the_same_measurements()
    {
        StoredScore stored = new(Score(90));
        ScoringProfile stricter = Scored.Simple(profile => profile.Cap("any-debt", 20, Condition.AtLeast("debt", 1)));

        Assert.Equal((90, 20), (stored.Rescore(Profile).Value, stored.Rescore(stricter).Value));
    }

    [Fact]
    public void What_is_no_stored_score_is_refused_with_everything_that_is_wrong()
    {
        string good = new StoredScore(Score(90)).ToJson();

        Refused("The stored score has an error:\n- $: the stored score is empty; give one that was stored", "");
        Refused("""
            The stored score has 8 errors:
            - $.grade (line 1): unknown member "grade"; use one of: asOf, faults, fingerprint, formatVersion, labels, measurements, @
            - $.asOf (line 1): "2026-03-01T12:00:00" is not a time with its offset; write it like "2026-03-01T12:30:00+01:00"
            - $.formatVersion (line 1): 9 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.fingerprint (line 1): "abc" is not a fingerprint; it has 64 lower-case hexadecimal digits
            - $.score (line 1): 101 is not a score; a score goes from 0 to 100
            - $.measurements[1] (line 1): 'usage' is given twice; restore what ToJson() wrote
            - $.faults[0].reason (line 1): "tired" is no reason; use one of: notANumber, infinite, wrongKind, fault
            - $.override (line 1): An override pins either a score or a tier; give one of them. (Parameter 'score'); restore what ToJson() wrote
            """.Replace("@", "namedSegment, override, overrideError, profile, score, segment, segmentError, tier", StringComparison.Ordinal),
            "{\"formatVersion\":9,\"profile\":\"p\",\"fingerprint\":\"abc\",\"asOf\":\"2026-03-01T12:00:00\",\"score\":101,"
            + "\"override\":{\"reason\":\"r\",\"author\":\"a\",\"from\":\"2026-03-01T12:00:00+00:00\",\"until\":\"2026-03-02T12:00:00+00:00\"},"
            + "\"measurements\":[{\"metric\":\"usage\",\"value\":1},{\"metric\":\"usage\",\"value\":2}],"
            + "\"faults\":[{\"metric\":\"nps\",\"reason\":\"tired\"}],\"grade\":\"A\"}");
        foreach (string fault in new[] { "null", "5", "\"x\"", "{}", "[]" })
        {
            Assert.Throws<InvalidStoredDataException>(() => StoredScore.Parse(good[..^1] + ",\"faults\":[" + fault + "]}"));
            Assert.Throws<InvalidStoredDataException>(() =>
                StoredScore.Parse(good.Replace("\"faults\":[", $"\"faults\":[{fault},", StringComparison.Ordinal)));
        }
        Assert.Throws<ArgumentNullException>(() => StoredScore.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => new StoredScore(null!));
        Assert.Throws<ArgumentNullException>(() => StoredScore.Parse(good).Rescore(null!));
    }

    private static void Refused(string message, string json) =>
        Assert.Equal(message.ReplaceLineEndings("\n"), Assert.Throws<InvalidStoredDataException>(() => StoredScore.Parse(json)).Message);

    private static HealthScore Score(double usage, string? named = null, ScoreOverride? pin = null) => new HealthScorer<double>(Profile,
        [
            HealthMetric.From<double>("usage", (value, asOf) => new Measurement(value, asOf.AddDays(-1))),
            HealthMetric.From<double>("debt", _ => 2),
            HealthMetric.From<double>("seats", _ => throw new TimeoutException("no answer")),
        ], new() { SegmentBy = _ => named, OverrideBy = (_, _) => pin }).Score(usage, AsOf);
}
