using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Where a stored score is judged, and where its limits are.</summary>
public sealed class StoredScoreErrorTests
{
    private const string Written = "restore what ToJson() wrote";
    private const string Why = ",\"reason\":\"r\",\"author\":\"a\"";

    [Fact]
    public void Each_name_is_judged_and_given_once()
    {
        Refused($"""
            The stored score has 8 errors:
            - $.profile (line 1): the name ' p' starts or ends with a space; {Written}
            - $.measurements[0].metric (line 1): the name ' usage' starts or ends with a space; {Written}
            - $.measurements[1].metric (line 1): the name is empty; {Written}
            - $.labels[0].label (line 1): the name 'tone ' starts or ends with a space; {Written}
            - $.labels[1] (line 1): 'usage' is given twice; {Written}
            - $.faults[0] (line 1): 'usage' is given twice; {Written}
            - $.faults[1].metric (line 1): the name 'nps ' starts or ends with a space; {Written}
            - $.faults[2] (line 1): 'industry' is given twice; {Written}
            """,
            Json(",\"measurements\":[{\"metric\":\" usage\",\"value\":1},{\"metric\":\"\",\"value\":2},{\"metric\":\"usage\",\"value\":3}],"
            + "\"labels\":[{\"label\":\"tone \",\"text\":\"x\"},{\"label\":\"usage\",\"text\":\"y\"},{\"label\":\"industry\",\"text\":\"z\"}],"
            + "\"faults\":[{\"metric\":\"usage\",\"reason\":\"infinite\"},{\"metric\":\"nps \",\"reason\":\"infinite\"},"
            + "{\"metric\":\"industry\",\"reason\":\"infinite\"}]", profile: " p"));
    }

    [Fact]
    public void An_error_has_the_value_that_is_wrong_and_none_where_it_is_not_one_value()
    {
        Assert.Equal(["$.faults[0].reason: \"tired\"", "$.override.score: 101", "$.override.author: none"],
            Values(Json(",\"faults\":[{\"metric\":\"nps\",\"reason\":\"tired\"}]" + Pinned("\"score\":101,\"reason\":\"r\",\"author\":\" \""))));
        Assert.Equal(["$.tier: \"low\""], Values(Json(",\"score\":40,\"tier\":\"low\"" + Pinned("\"tier\":\"high\"" + Why))));
    }

    [Fact]
    public void A_score_goes_from_0_to_100_both_included() => Assert.Equal((0, 100), (
        StoredScore.Parse(Json(",\"score\":0,\"tier\":\"any\"")).Value, StoredScore.Parse(Json(",\"score\":100,\"tier\":\"any\"")).Value));

    [Fact]
    public void What_is_wrong_in_a_part_is_not_judged_with_the_rest()
    {
        Refused("The stored score has an error:\n"
            + "- $.override.author (line 1): The override has no author; give one, so that others can judge it later",
            Json(Pinned("\"tier\":\"high\",\"reason\":\"r\",\"author\":\" \"")));
        Refused("The stored score has an error:\n- $.score (line 1): 101 is not a score; a score goes from 0 to 100", Json(",\"score\":101"));
        Refused($"The stored score has an error:\n- $.tier (line 1): the name ' high' starts or ends with a space; {Written}",
            Json(",\"score\":91,\"tier\":\" high\"" + Pinned("\"score\":90" + Why)));
        Refused("The stored score has an error:\n- $.override.reason (line 1): 5 is a number, not text; write it in double quotes",
            Json(",\"score\":90,\"tier\":\"high\"" + Pinned("\"tier\":\"high\",\"reason\":5,\"author\":\" \"")));
    }

    [Fact]
    public void An_override_holds_within_its_time() => Assert.Equal("high",
        StoredScore.Parse(Json(",\"score\":40,\"tier\":\"high\"" + Pinned("\"tier\":\"high\"" + Why))).Override?.Tier);

    [Theory]
    [InlineData("2026-03-01T12:00:01+01:00", "2026-03-02T12:00:00+01:00")]
    [InlineData("2026-02-28T12:00:00+01:00", "2026-03-01T12:00:00+01:00")]
    public void One_that_begins_later_or_has_just_ended_is_refused(string from, string until) =>
        Refused($"The stored score has an error:\n- $.override (line 1): the override does not hold at \"asOf\"; {Written}",
            Json(",\"score\":40,\"tier\":\"high\"" + Pinned("\"tier\":\"high\"" + Why, from, until)));

    [Fact]
    public void What_the_segment_function_threw_is_stored_and_told_again()
    {
        const string Reason = "no segment matches; the host's segment function threw FormatException: who?";
        ScoringProfile profile = Scored.Simple(p => p.Segment("own", s => s.Curve("usage", Curve.Linear(worst: 0, best: 200))));
        HealthScore score = profile.Score(_ => throw new FormatException("who?"), ("usage", 90), ("debt", 2));

        string json = new StoredScore(score).ToJson();

        Assert.Equal("{\"formatVersion\":1,\"profile\":\"simple\",\"fingerprint\":\"" + profile.Fingerprint + "\","
            + "\"asOf\":\"2026-03-01T00:00:00+00:00\",\"score\":90,\"tier\":\"high\",\"segmentError\":\"FormatException: who?\","
            + "\"measurements\":[{\"metric\":\"usage\",\"value\":90},{\"metric\":\"debt\",\"value\":2}]}", json);
        Assert.Equal((Reason, Reason), (score.SegmentReason, StoredScore.Parse(json).Rescore(profile).SegmentReason));
    }

    private static void Refused(string message, string json) =>
        Assert.Equal(message.ReplaceLineEndings("\n"), Assert.Throws<InvalidStoredDataException>(() => StoredScore.Parse(json)).Message);

    private static IEnumerable<string> Values(string json) => Assert.Throws<InvalidStoredDataException>(() => StoredScore.Parse(json))
        .Errors.Select(error => $"{error.Path}: {error.Value ?? "none"}");

    /// <summary>A stored score of noon on 1 March with these further members.</summary>
    private static string Json(string members, string profile = "p") => "{\"formatVersion\":1,\"profile\":\"" + profile + "\",\"fingerprint\":\""
        + new string('a', 64) + "\",\"asOf\":\"2026-03-01T12:00:00+01:00\"" + members + "}";

    /// <summary>An override from the day before until the day after.</summary>
    private static string Pinned(
        string decision, string from = "2026-02-28T12:00:00+01:00", string until = "2026-03-02T12:00:00+01:00") =>
        ",\"override\":{" + decision + ",\"from\":\"" + from + "\",\"until\":\"" + until + "\"}";
}
