using System.Text.Json;
using HealthScoring.Changes;
using HealthScoring.Tests.Paths;
using Xunit;

namespace HealthScoring.Tests.Changes;

/// <summary>Why a score changed is stored, and shown again.</summary>
public sealed class StoredScoreChangeTests
{
    private static readonly JsonSerializerOptions[] Hosts =
    [
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver },
        new(),
    ];

    [Fact]
    public void A_change_is_written_with_both_scores_and_reads_back_through_a_hosts_serializer()
    {
        ScoringProfile profile = Accounts.Three();
        HealthScore before = Accounts.Of(profile, ("usage", 30), ("nps", 60), ("team", 20)),
            after = Accounts.Of(profile, ("usage", 20), ("nps", 60), ("team", 20));
        var change = ScoreChange.Between(before, after);

        foreach (JsonSerializerOptions host in Hosts)
        {
            string json = JsonSerializer.Serialize(change, host);
            StoredScoreChange read = JsonSerializer.Deserialize<StoredScoreChange>(json, host)!;
            Assert.Equal(json, JsonSerializer.Serialize(read, host));
            Assert.Equal((change.ToString(), before.Value, after.Tier), (read.ToString(), read.Before.Value, read.After.Tier));
            Assert.Equal($"2026-03-01 00:00 UTC: {before}", read.Before.ToString());
            Assert.Equal(change.Parts.Select(part => part.Text), read.Parts.Select(part => part.ToString()));
            Assert.StartsWith("A ScoreChange has two whole scores, which its JSON does not have. Read a StoredScoreChange instead.",
                Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ScoreChange>(json, host)).Message, StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentNullException>(() => new StoredScoreChange(null!));
        Assert.Throws<ArgumentNullException>(() => StoredScoreChange.Parse(null!));
    }

    [Fact]
    public void What_is_no_change_is_refused_with_everything_that_is_wrong()
    {
        string hash = new('0', 64);

        Assert.Equal("""
            The stored change has 4 errors:
            - $.parts[0].kind (line 1): "valeu" is none of the names; did you mean 'value'?
            - $.text (line 1): "text" is missing; restore what ToJson() wrote
            - $.after.fingerprint (line 1): "abc" is not a fingerprint; it has 64 lower-case hexadecimal digits
            - $.after.score (line 1): 101 is not a score; a score goes from 0 to 100
            """.ReplaceLineEndings("\n"), Refused("{\"formatVersion\":1,\"before\":{\"profile\":\"p\",\"fingerprint\":\"" + hash
            + "\",\"asOf\":\"2026-03-01T12:00:00+00:00\",\"score\":50,\"tier\":\"low\"},"
            + "\"after\":{\"profile\":\"p\",\"fingerprint\":\"abc\",\"asOf\":\"2026-03-01T12:00:00+00:00\",\"score\":101},"
            + "\"change\":51,\"parts\":[{\"kind\":\"valeu\",\"name\":\"usage\",\"points\":51,\"text\":\"usage\"}]}"));
        string score = "{\"profile\":\"p\",\"fingerprint\":\"" + hash + "\",\"asOf\":\"2026-03-01T12:00:00+00:00\",\"score\":50}";
        Assert.Equal("The stored change has an error:\n- $.change (line 1): the change is not the difference of the two scores; "
            + "restore what ToJson() wrote", Refused($"{{\"formatVersion\":1,\"before\":{score},\"after\":{score},\"change\":1,\"text\":\"up\"}}"));
    }

    [Fact]
    public void Both_scores_are_judged_and_the_change_only_where_both_are_sound()
    {
        Assert.Equal("""
            The stored change has 4 errors:
            - $.formatVersion (line 1): 2 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.before.profile (line 1): the name is empty; restore what ToJson() wrote
            - $.before.tier (line 1): the name is empty; restore what ToJson() wrote
            - $.before.score (line 1): -1 is not a score; a score goes from 0 to 100
            """.ReplaceLineEndings("\n"), Refused(Json("2", before: Score(" ", "-1", ""), after: Score("p", "50", "low"), change: "7")));
        Assert.Equal("The stored change has an error:\n- $.after.tier (line 1): the name is empty; restore what ToJson() wrote",
            Refused(Json("1", before: Score("p", "50", "low"), after: Score("p", "50", " "), change: "7")));
    }

    [Fact]
    public void A_score_that_is_not_there_is_one_error_and_so_is_an_empty_text()
    {
        Assert.Equal("""
            The stored change has 2 errors:
            - $.before (line 1): "before" is missing; restore what ToJson() wrote
            - $.after (line 1): "after" is null; restore what ToJson() wrote
            """.ReplaceLineEndings("\n"), Refused("""{"formatVersion":1,"after":null,"text":"up"}"""));
        Assert.Equal("The stored change has an error:\n- $: the stored change is empty; give one that was stored", Refused(""));
    }

    private static string Json(string version, string before, string after, string change) =>
        $$"""{"formatVersion":{{version}},"before":{{before}},"after":{{after}},"change":{{change}},"text":"up"}""";

    private static string Score(string profile, string score, string tier) => $$"""
        {"profile":"{{profile}}","fingerprint":"{{new string('0', 64)}}","asOf":"2026-03-01T12:00:00+00:00","score":{{score}},"tier":"{{tier}}"}
        """;

    private static string Refused(string json) => Assert.Throws<InvalidStoredDataException>(() => StoredScoreChange.Parse(json)).Message;
}
