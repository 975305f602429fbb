using System.Globalization;
using System.Text;

namespace HealthScoring.Tests.Fuzz;

/// <summary>
/// Profiles of a size that were written to cost as much as they can: long lists of one mistake, names that are nearly others, and small valid
/// parts that multiply.
/// </summary>
internal static class HostileText
{
    private const string Curve = """ "curve": { "linear": { "worst": 0, "best": 1 } } """;
    private const string Dimensions = $$""" "dimensions": [{ "name": "d", "metrics": [{ "name": "m", {{Curve}} }] }] """;
    private const string Tiers = """ "tiers": [{ "name": "low", "from": 0 }, { "name": "high", "from": 50 }] """;
    private const string LowM = """ { "metric": "m", "below": 1 } """;

    /// <summary>Profiles with errors, by what they do.</summary>
    public static IReadOnlyDictionary<string, Func<int, string>> Invalid { get; } = new Dictionary<string, Func<int, string>>
    {
        ["deep objects with long names around a list"] = n => Deep(n, "[", _ => "1", "]"),
        ["deep objects with long names around one name given twice"] = n => Deep(n, "{", _ => "\"a\":1", "}"),
        ["numbers for names"] = n => With(n, "labels", _ => "1"),
        ["names that differ in case"] = n => With(n, "labels", i => Quoted(Capitals(i, "abcdefghijklmnopqrstuvw"))),
        ["names beyond ASCII that differ in case"] = n => With(n, "labels", i => Quoted(Capitals(i, "äöüàéèñçåøæÿîïëôûùìòó"))),
        ["unknown members, nearly known"] = n => Fill(n, "{", i => $"{Quoted(Typo("minimumCoverage", i))}:1", "}"),
        ["unknown members of a metric, nearly known"] = n =>
            Fill(n, $$"""{ {{Tiers}}, "dimensions": [{ "metrics": [{""", i => $"{Quoted(Typo("missingValues", i))}:1", "}]}]}"),
        ["unknown members, like no other"] = n => Fill(n, "{", i => $"\"{i}zzz\":1", "}"),
        ["one member again and again"] = n => Fill(n, "{", _ => "\"a\":1", "}"),
        ["comments"] = n => Fill(n, "{", _ => "/**/", "}", separator: ""),
        ["a mistake on each line"] = n => With(n, "labels", _ => "\n1"),
        ["halves of characters"] = n => With(n, "labels", _ => "\"\\ud800\""),
        ["names that are halves of characters"] = n => Fill(n, "{", _ => "\"\\ud800\":1", "}"),
        ["brackets"] = n => Fill(n, "[", _ => "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "]"),
        ["empty metrics"] = n => Fill(n, $$"""{ {{Tiers}}, "dimensions": [{ "name": "d", "metrics": [""", _ => "{}", "]}]}"),
        ["empty guardrails"] = n => With(n, "guardrails", _ => "{}"),
        ["empty segments"] = n => With(n, "segments", _ => "{}"),
        ["empty actions"] = n => With(n, "actions", _ => "{}"),
        ["empty examples"] = n => With(n, "examples", _ => "{}"),
        ["knots at one value"] = n => WithCurve(n, "knots", _ => "[1,2]"),
        ["knots that fall"] = n => WithCurve(n, "knots", i => $"[{-i},2]"),
        ["knots beyond any number"] = n => WithCurve(n, "knots", _ => "[1e999,1e999]"),
        ["knots of long numbers"] = n => WithCurve(n, "knots", _ => $"[0.{new string('3', 700)},1]"),
        ["bands of text"] = n => WithCurve(n, "bands", _ => "[\"x\"]"),
        ["empty bands"] = n => WithCurve(n, "bands", _ => "{}"),
        ["conditions about nothing that there is"] = n => With(n, "guardrails", i => Cap(i, $$"""{ "metric": "x{{i}}", "below": 1 }""")),
        ["conditions about nearly everything"] = n => Fill(n, $$"""{ {{Tiers}}, "dimensions": [{ "name": "d", "metrics": [""", Metric,
            $$"""]}], "guardrails": [{{Fill(n / 3, "", i => Cap(i, $$"""{ "metric": "x{{i}}m", "below": 1 }"""), "")}}]}"""),
        ["nested conditions"] = n => With(n, "guardrails",
            i => Cap(i, $"{string.Concat(Enumerable.Repeat("{\"all\":[", 12))}{LowM}{string.Concat(Enumerable.Repeat("]}", 12))}")),
        ["weights of nothing that there is"] = n =>
            Fill(n, $$"""{ {{Dimensions}}, {{Tiers}}, "segments": [{ "name": "s", "weights": {""", i => $"\"x{i}\":1", "}}]}"),
        ["tiers in no order"] = n => Fill(n, $$"""{ {{Dimensions}}, "tiers": [""", i => Tier(i, 100 - i * 0.001), "]}"),
        ["one long name"] = n => $$"""{ "name": "{{new string('a', n - 40)}}" }""",
        ["one long name of what is not drawn"] = n => $$"""{ "name": "{{string.Concat(Enumerable.Repeat("\\u00ad", n / 6 - 6))}}" }""",
        ["one long unknown member"] = n => $$"""{ "{{new string('a', n - 40)}}": 1 }""",
        ["one long number"] = n => $$"""{ "minimumCoverage": 0.{{new string('0', n - 60)}}5 }""",
    };

    /// <summary>Valid profiles, by what multiplies. Beyond some size those of segments are refused: a segment varies the whole profile.</summary>
    public static IReadOnlyDictionary<string, Func<int, string>> Valid { get; } = new Dictionary<string, Func<int, string>>
    {
        ["metrics"] = n => Fill(n, $$"""{ "name": "p", {{Tiers}}, "dimensions": [{ "name": "d", "metrics": [""", Metric, "]}]}"),
        ["dimensions"] = n => Fill(n, $$"""{ "name": "p", {{Tiers}}, "dimensions": [""", Dimension, "]}"),
        ["knots"] = n => WithCurve(n, "knots", i => $"[{i},{i % 100}]"),
        ["numbers that stand for a missing value"] = n => Fill(n, $$"""
            { "name": "p", {{Tiers}}, "dimensions": [{ "name": "d", "metrics": [{ "name": "m", {{Curve}}, "valid": [0, 1e9], "missingValues": [
            """, i => $"{i}", "]}]}]}"),
        ["guardrails"] = n => With(n, "guardrails", i => Cap(i, LowM)),
        ["conditions in one guardrail"] = n => Fill(n,
            $$"""{ "name": "p", {{Dimensions}}, {{Tiers}}, "guardrails": [{ "name": "g", "cap": 1, "when": { "any": [""", _ => LowM, "]}}]}"),
        ["actions"] = n => With(n, "actions", i => Action(i, "tier", "low")),
        ["actions and guardrails"] = n =>
            With(n, "actions", i => Action(i, "guardrail", $"g{i % 9}"), "guardrails", i => Cap(i, LowM)),
        ["labels"] = n => With(n, "labels", i => $"\"l{i}\""),
        ["labels with texts"] = n => With(n, "guardrails", i => Cap(i, $$"""{ "label": "l{{i % 9}}", "isNot": ["t{{i}}"] }"""),
            "labels", i => $"\"l{i}\""),
        ["one label with many texts"] = n => Fill(n, $$"""
            { "name": "p", {{Dimensions}}, {{Tiers}}, "labels": ["l"], "guardrails": [
            """, i => Cap(i, $$"""{ "label": "l", "isNot": ["t{{i}}", "u{{i}}"] }"""), "]}"),
        ["signals"] = n => With(n, "signals", i => $$"""{ "name": "s{{i}}" }"""),
        ["examples"] = n => With(n, "examples", i => $$"""{ "name": "e{{i}}", "values": { "m": 1 }, "tier": "high" }"""),
        ["tiers"] = n => Fill(n, $$"""{ "name": "p", {{Dimensions}}, "tiers": [""", i => Tier(i, i * 0.0001), "]}"),
        ["dimensions and conditions about them"] = n => Fill(n, $$"""
            { "name": "p", {{Tiers}}, "dimensions": [{{Fill(n / 2, "", Dimension, "")}}], "guardrails": [
            """, i => Cap(i, $$"""{ "dimension": "d{{i % 9}}", "below": 1 }"""), "]}"),
        ["segments"] = n => With(n, "segments", Segment),
        ["segments with weights"] = n => With(n, "segments", i => $$"""{ "name": "s{{i}}", "weights": { "m": {{i + 1}} } }"""),
        ["segments and knots"] = n => Fill(n, $$"""
            { "name": "p", {{Tiers}}, "segments": [{{Fill(n / 2, "", Segment, "")}}],
              "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "knots": [
            """, i => $"[{i},{i % 100}]", "]}}]}]}"),
        ["segments and metrics"] = n => Fill(n, $$"""
            { "name": "p", {{Tiers}}, "segments": [{{Fill(n / 4, "", Segment, "")}}], "dimensions": [{ "name": "d", "metrics": [
            """, Metric, "]}]}"),
        ["segments and guardrails"] = n => With(n, "guardrails", i => Cap(i, LowM), "segments", Segment),
        ["fifteen segments and guardrails about points"] = n => Fill(n, $$"""
            { "name": "p", {{Dimensions}}, {{Tiers}}, "segments": [{{FifteenSegments}}], "guardrails": [
            """, i => Cap(i, $$"""{ "dimension": "d", "below": {{i % 90 + 1}} }"""), "]}"),
        ["fifteen segments and dimensions"] = n => Fill(n, $$"""
            { "name": "p", {{Tiers}}, "segments": [{{FifteenSegments}}], "dimensions": [
            """, Dimension, "]}"),
        ["segments without guardrails"] = n => With(n, "guardrails", i => Cap(i, LowM),
            "segments", i => $$"""{ "name": "s{{i}}", "without": ["g{{i % 9}}"] }"""),
        ["segments and actions"] = n => With(n, "actions", i => Action(i, "tier", "low"), "segments", Segment),
        ["segments and tiers"] = n => Fill(n, $$"""
            { "name": "p", {{Dimensions}}, "tracking": { "margin": 0.00001 },
              "segments": [{{Fill(n / 2, "", i => $$"""{ "name": "s{{i}}", "tiers": { "t1": 0.00005 } }""", "")}}], "tiers": [
            """, i => Tier(i, i * 0.0001), "]}"),
    };

    private static string FifteenSegments => string.Join(',', Enumerable.Range(0, 15).Select(Segment));

    private static string Fill(int bytes, string head, Func<int, string> part, string tail, string separator = ",")
    {
        var text = new StringBuilder(head);
        int left = bytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(tail);
        for (int i = 0; ; i++)
        {
            string next = (i == 0 ? "" : separator) + part(i);
            left -= Encoding.UTF8.GetByteCount(next);
            if (left < 0 && i > 0)
                return text.Append(tail).ToString();
            text.Append(next);
        }
    }

    private static string With(int bytes, string member, Func<int, string> part) =>
        Fill(bytes, $$"""{ "name": "p", {{Dimensions}}, {{Tiers}}, "{{member}}": [""", part, "]}");

    private static string With(int bytes, string member, Func<int, string> part, string other, Func<int, string> otherPart) =>
        Fill(bytes, $$"""
            { "name": "p", {{Dimensions}}, {{Tiers}}, "{{other}}": [{{Fill(bytes / 2, "", otherPart, "")}}], "{{member}}": [
            """, part, "]}");

    private static string WithCurve(int bytes, string shape, Func<int, string> part) => Fill(bytes, $$"""
        { "name": "p", {{Tiers}}, "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "{{shape}}": [
        """, part, "]}}]}]}");

    private static string Deep(int bytes, string head, Func<int, string> part, string tail)
    {
        const int Levels = 30;
        string name = string.Concat(Enumerable.Repeat('\u00AD', 100));
        return Fill(bytes, string.Concat(Enumerable.Repeat($"{{\"{name}\":", Levels)) + head, part, tail + new string('}', Levels));
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Metric(int i) => $$"""{ "name": "m{{i}}", {{Curve}} }""";

    private static string Dimension(int i) => $$"""{ "name": "d{{i}}", "metrics": [{{Metric(i)}}] }""";

    private static string Segment(int i) => $$"""{ "name": "s{{i}}" }""";

    private static string Cap(int i, string when) => $$"""{ "name": "g{{i}}", "cap": {{i % 100}}, "when": {{when}} }""";

    private static string Action(int i, string member, string name) => $$"""{ "name": "a{{i}}", "{{member}}": "{{name}}" }""";

    private static string Tier(int i, double from) =>
        $$"""{ "name": "t{{i}}", "from": {{from.ToString("0.######", CultureInfo.InvariantCulture)}} }""";

    private static string Typo(string word, int i)
    {
        char[] letters = word.ToCharArray();
        for (int k = 1; i > 0; k += 2, i /= 26)
            letters[k % letters.Length] = (char)('a' + i % 26);
        return new(letters);
    }

    private static string Capitals(int i, string word) =>
        string.Concat(word.Select((letter, k) => (i >> k & 1) == 1 ? char.ToUpperInvariant(letter) : letter));
}
