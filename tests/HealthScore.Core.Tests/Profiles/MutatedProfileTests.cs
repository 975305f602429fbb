using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Whatever the text, reading it gives a profile or says what is wrong; it never fails in another way.</summary>
public sealed class MutatedProfileTests
{
    private const int Fewest = 3_000;

    private static readonly string[] Others =
    [
        "null", "true", "false", "\"x\"", "\"\"", "-1", "1e400", "0.5", "[]", "{}", "[[]]", "[null]",
        "[1,2]", "[[0,0],[1,200]]", "{\"x\":{}}", "{\"points\":5}", "1e-320",
        "1e300", "\"a\\u0000b\"", "\"\\ud800\"", "\"logins\"", "\"points\"",
    ];

    private static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CASES"), CultureInfo.InvariantCulture, out int cases)
            ? Math.Max(cases, Fewest)
            : Fewest;

    [Fact]
    public void Spoiled_bytes_are_read_or_refused()
    {
        byte[] good = Encoding.UTF8.GetBytes(GoodJson);
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            List<byte> bytes = [.. good];
            for (int slips = random.Next(1, 4); slips > 0; slips--)
            {
                int start = random.Next(bytes.Count);
                int length = Math.Min(random.Next(1, 12), bytes.Count - start);
                switch (random.Next(4))
                {
                    case 0:
                        bytes.RemoveRange(start, length);
                        break;
                    case 1:
                        bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(start, length));
                        break;
                    case 2:
                        bytes[start] = (byte)random.Next(256);
                        break;
                    default:
                        bytes[start] = (byte)"\"{}[],:-0e./\\u\n"[random.Next(15)];
                        break;
                }
            }
            ReadOrRefused([.. bytes], $"seed {seed}");
        }
    }

    [Fact]
    public void Every_value_replaced_by_every_other_kind_is_read_or_refused()
    {
        int places = Places(JsonNode.Parse(GoodJson)!).Count();
        for (int place = 0; place < places; place++)
        {
            foreach (string other in Others)
                ReadOrRefused(Replaced(GoodJson, place, other), $"place {place} is {other}");
        }
        Assert.True(places * Others.Length >= 2_000);
    }

    [Fact]
    public void Several_values_replaced_are_read_or_refused()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            string json = GoodJson;
            for (int slips = random.Next(2, 6); slips > 0; slips--)
                json = Replaced(json, random.Next(Places(JsonNode.Parse(json)!).Count()), Others[random.Next(Others.Length - 3)]);
            ReadOrRefused(json, $"seed {seed}");
        }
    }

    private static void ReadOrRefused(string json, string slip) => ReadOrRefused(Encoding.UTF8.GetBytes(json), slip);

    private static void ReadOrRefused(byte[] json, string slip)
    {
        try
        {
            ScoringProfile profile = ScoringProfile.Parse(json);
            Assert.Equal(profile, ScoringProfile.Parse(profile.ToJson()));
        }
        catch (InvalidProfileException refused)
        {
            Assert.NotEmpty(refused.Errors);
            foreach (InputError error in refused.Errors)
            {
                string text = $"{slip}: {error}";
                Assert.True(error.Path.StartsWith('$') && error.Line > 0 && error.Problem.Length > 0 && error.Remedy.Length > 0, text);
                Assert.False(text.Contains('\n', StringComparison.Ordinal) || text.EndsWith('.'), text);
            }
        }
        catch (Exception other) when (other is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{slip}: {other}");
        }
    }

    // The new value goes in as text, because half a surrogate pair and 1e400 are not nodes.
    private static string Replaced(string json, int place, string other)
    {
        JsonNode root = JsonNode.Parse(json)!;
        (JsonNode? parent, string? name, int index) = Places(root).ElementAt(place);
        const string Mark = "--here--";
        switch (parent)
        {
            case JsonObject members:
                members[name!] = Mark;
                break;
            case JsonArray items:
                items[index] = Mark;
                break;
            default:
                return other;
        }
        return root.ToJsonString().Replace($"\"{Mark}\"", other, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode? Parent, string? Name, int Index)> Places(
        JsonNode? node, JsonNode? parent = null, string? name = null, int index = 0)
    {
        yield return (parent, name, index);
        IEnumerable<(JsonNode? Parent, string? Name, int Index)> within = node switch
        {
            JsonObject members => members.SelectMany(member => Places(member.Value, members, member.Key)),
            JsonArray items => items.SelectMany((item, i) => Places(item, items, null, i)),
            _ => [],
        };
        foreach ((JsonNode? Parent, string? Name, int Index) inner in within)
            yield return inner;
    }
}
