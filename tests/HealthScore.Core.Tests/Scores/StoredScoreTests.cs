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
    public void What_is_no_finite_number_is_not_among_the_measurements()
    {
        HealthScore score = new HealthScorer<object>(Profile, [HealthMetric.From<object>("usage", (_, _) => double.PositiveInfinity),
            HealthMetric.From<object>("debt", (_, _) => double.NaN), HealthMetric.From<object>("seats", (_, _) => 7)]).Score(new(), AsOf);
        var stored = StoredScore.Parse(new StoredScore(score).ToJson());

        Assert.Equal(["seats"], stored.Measurements.Keys);
        Assert.Equal(score.Missing.Select(missing => (missing.Metric, missing.Reason)),
            stored.Rescore(Profile).Missing.Select(missing => (missing.Metric, missing.Reason)));
        Assert.Contains(score.Missing, missing => missing is { Metric: "usage", Reason: MissingReason.Infinite });
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
            The stored score has 10 errors:
            - $.grade (line 1): unknown member "grade"; use one of: asOf, faults, fingerprint, formatVersion, labels, measurements, @
            - $.asOf (line 1): "2026-03-01T12:00:00" is not a time with its offset; write it like "2026-03-01T12:30:00+01:00"
            - $.formatVersion (line 1): 9 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.fingerprint (line 1): "abc" is not a fingerprint; it has 64 lower-case hexadecimal digits
            - $.score (line 1): 101 is not a score; a score goes from 0 to 100
            - $.measurements[1] (line 1): 'usage' is given twice; restore what ToJson() wrote
            - $.faults[0].reason (line 1): "tired" is no reason; use one of: notANumber, infinite, wrongKind, fault
            - $.override.score (line 1): The override pins not just one of a score and a tier; give one of them
            - $.override.author (line 1): The override has no author; give one, so that others can judge it later
            - $.override.until (line 1): The override ends at 2026-03-01T11:00:00Z, not after it begins at 2026-03-01T12:00:00Z; give an end @@
            """.Replace(" @\n", " namedSegment, override, overrideError, profile, score, segment, segmentError, tier\n", StringComparison.Ordinal)
                .Replace("@@", "that is still to come", StringComparison.Ordinal),
            "{\"formatVersion\":9,\"profile\":\"p\",\"fingerprint\":\"abc\",\"asOf\":\"2026-03-01T12:00:00\",\"score\":101,"
            + "\"override\":{\"reason\":\"r\",\"author\":\" \",\"from\":\"2026-03-01T12:00:00+00:00\",\"until\":\"2026-03-01T12:00:00+01:00\"},"
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

    [Theory]
    [InlineData("\"tier\":\"high\"", "\"segment\":\"own\"", "$.tier (line 1): there is only one of score and tier")]
    [InlineData("\"score\":90,", "", "$.tier (line 1): there is only one of score and tier")]
    [InlineData("\"tier\":\"high\"", "\"tier\":\" high\"", "$.tier (line 1): the name ' high' starts or ends with a space")]
    [InlineData("\"tier\":\"high\"", "\"tier\":\"high\",\"segment\":\"\"", "$.segment (line 1): the name is empty")]
    [InlineData("\"tier\":\"high\"", "\"tier\":\"high\",\"namedSegment\":\"x\",\"segmentError\":\"who?\"",
        "$.segmentError (line 1): there is an error, and a segment that was named")]
    [InlineData("\"tier\":\"high\"", "\"tier\":\"high\",@,\"overrideError\":\"who?\"",
        "$.overrideError (line 1): there is an error, and an override that holds")]
    [InlineData("\"tier\":\"high\"", "\"tier\":\"low\",@", "$.tier (line 1): \"low\" is not the tier of the override")]
    [InlineData("\"tier\":\"high\"", "@", "$.tier (line 1): there is no tier, and an override")]
    [InlineData("\"score\":90,\"tier\":\"high\"", "\"score\":91,\"tier\":\"high\",#", "$.score (line 1): the score is not that of the override")]
    [InlineData("2026-03-01T12:00:00+01:00\",", "2026-04-01T12:00:00+01:00\",@,", "$.override (line 1): the override does not hold at \"asOf\"")]
    [InlineData("\"fault\",\"error\":\"TimeoutException: no answer\"", "\"fault\"", "$.faults[0].error (line 1): the fault has no error")]
    [InlineData("\"reason\":\"fault\"", "\"reason\":\"infinite\"", "$.faults[0].error (line 1): there is an error of what is no fault")]
    public void What_is_never_written_together_is_refused(string part, string changed, string problem)
    {
        string good = new StoredScore(Score(90)).ToJson();
        Assert.Contains(part, good, StringComparison.Ordinal);

        string reason = ",\"reason\":\"r\",\"author\":\"a\",\"from\":\"2026-03-01T12:00:00+01:00\",\"until\":\"2026-03-02T12:00:00+01:00\"}";
        Refused($"The stored score has an error:\n- {problem}; restore what ToJson() wrote", good.Replace(part, changed
            .Replace("@", "\"override\":{\"tier\":\"high\"" + reason, StringComparison.Ordinal)
            .Replace("#", "\"override\":{\"score\":90" + reason, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_time_in_utc_may_end_in_a_z()
    {
        string json = new StoredScore(Score(90)).ToJson();

        var read = StoredScore.Parse(json.Replace("2026-03-01T12:00:00+01:00", "2026-03-01T11:00:00.25Z", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 0, 250, TimeSpan.Zero), read.AsOf);
        Assert.Equal(read.ToJson(), StoredScore.Parse(read.ToJson()).ToJson());
    }

    [Fact]
    public void It_prints_one_decimal_and_no_more_than_there_is()
    {
        Assert.StartsWith("2026-03-01 11:00 UTC: 66.6 (middle) by simple", new StoredScore(Score(200.0 / 3)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_does_not_become_another_one_in_silence()
    {
        ScoringProfile profile = Scored.Simple(to => to.Label("industry").Segment("own",
            segment => segment.When(Condition.LabelIs("industry", "\uFFFD")).Curve("usage", Curve.Linear(worst: 0, best: 200))));
        HealthScore score = new HealthScorer<string>(profile,
            [
                HealthMetric.From<string>("usage", _ => 90), HealthMetric.From<string>("debt", _ => 2),
                HealthMetric.From<string>("seats", text => throw new TimeoutException(text)), HealthMetric.Label<string>("industry", text => text),
            ], new() { SegmentBy = text => text }).Score("\uD83D", AsOf);
        string stored = new StoredScore(score).ToJson();
        HealthScore again = StoredScore.Parse(stored).Rescore(profile);

        // As a label it is a fault, and in a message it shows.
        Assert.Equal(["TimeoutException: \\uD83D", "ArgumentException: The label '\\uD83D' holds half of a character (one of a surrogate pair); "
            + "give the whole text. (Parameter 'value')"], score.Missing.Select(missing => missing.Error));
        Assert.Equal((90.0, null, "\\uD83D"), (again.Value, again.Segment, again.NamedSegment));
        Assert.Equal(score.Explain(), again.Explain());
        Assert.DoesNotContain('\uFFFD', stored);
        Assert.Throws<ArgumentException>("reason", () => ScoreOverride.OfTier("low", "we \uD83D", "Ann", AsOf, AsOf.AddDays(1)));
        Assert.Throws<ArgumentException>("value", () => Measurement.OfLabel("\uDE00x"));
        Assert.Equal("\uD83D\uDE00", Measurement.OfLabel("\uD83D\uDE00").Label);
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
