using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthScoring.Tests.Architecture;
using NJsonSchema;
using NJsonSchema.Validation;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>The schema that editors use accepts what the reader accepts, as far as a schema can tell.</summary>
public sealed partial class SchemaTests
{
    private static readonly string Text = Repository.Read("docs", "profile.v1.schema.json");

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult());

    private const string Small =
        """
        {
          "name": "small",
          "dimensions": [ { "name": "adoption", "metrics": [ { "name": "usage", "curve": { "linear": { "worst": 0, "best": 20 } } } ] } ],
          "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ]
        }
        """;

    public static TheoryData<string, string> Good => new()
    {
        { "small", Small },
        { "full", FullProfile.Json },
        { "template", Repository.Read("src", "HealthScore.Core", "Profiles", "Templates", "b2b-saas.json") },
        { "template as written", ProfileTemplates.B2BSaas.ToJson() },
        { "template of growth", Repository.Read("src", "HealthScore.Core", "Profiles", "Templates", "expansion.json") },
        { "template of growth as written", ProfileTemplates.Expansion.ToJson() },
        { "full as written", ScoringProfile.Parse(FullProfile.Json).ToJson() },
        { "empty lists", Edited("$.signals", "[]", Edited("$.segments", "[]", Small)) },
        { "smallest and largest weight", Edited("$.dimensions[0].weight", "1e-9", Edited("$.dimensions[0].metrics[0].weight", "1e9", Small)) },
        { "one knot", Edited("$.dimensions[0].metrics[0].curve", """{ "knots": [[0, 50]] }""", Small) },
        { "name of 100 characters", Edited("$.name", $"\"{new string('n', 100)}\"", Small) },
        { "name with a space and letters of other scripts", Edited("$.name", "\"Größe 大 🙂\"", Small) },
    };

    public static TheoryData<string, string, string> Bad => new()
    {
        { "unknown member", "$.dimension", "[]" },
        { "wrong case", "$.minimumcoverage", "0.5" },
        { "null member", "$.description", "null" },
        { "number for text", "$.name", "5" },
        { "missing name", "$.name", "" },
        { "empty name", "$.name", "\"\"" },
        { "blank name", "$.name", "\"  \"" },
        { "name with a space at its end", "$.name", "\"small \"" },
        { "name with a control character", "$.name", "\"a\\u0007b\"" },
        { "name of 101 characters", "$.name", $"\"{new string('n', 101)}\"" },
        { "unknown format version", "$.formatVersion", "2" },
        { "format version as text", "$.formatVersion", "\"1\"" },
        { "unknown formula", "$.formula", "\"average\"" },
        { "formula in the wrong case", "$.formula", "\"WeightedMean\"" },
        { "initial points without the formula", "$.initialPoints", "10" },
        { "initial points with another formula", "$.dimensions[0]",
            """{ "name": "a", "formula": "lowest", "initialPoints": 1, "metrics": [ { "name": "usage", "curve": { "knots": [[0, 1]] } } ] }""" },
        { "coverage in per cent", "$.minimumCoverage", "50" },
        { "negative coverage", "$.minimumCoverage", "-0.1" },
        { "no dimensions", "$.dimensions", "" },
        { "empty dimensions", "$.dimensions", "[]" },
        { "dimensions in braces", "$.dimensions", """{ "adoption": {} }""" },
        { "null in a list", "$.dimensions[1]", "null" },
        { "dimension without metrics", "$.dimensions[0].metrics", "" },
        { "dimension with empty metrics", "$.dimensions[0].metrics", "[]" },
        { "quoted weight", "$.dimensions[0].weight", "\"2\"" },
        { "weight -1", "$.dimensions[0].weight", "-1" },
        { "weight too small", "$.dimensions[0].metrics[0].weight", "1e-10" },
        { "weight too large", "$.dimensions[0].metrics[0].weight", "1e10" },
        { "metric without a curve", "$.dimensions[0].metrics[0].curve", "" },
        { "empty curve", "$.dimensions[0].metrics[0].curve", "{}" },
        { "curve as text", "$.dimensions[0].metrics[0].curve", "\"linear\"" },
        { "two shapes", "$.dimensions[0].metrics[0].curve", """{ "linear": { "worst": 0, "best": 1 }, "knots": [[0, 0]] }""" },
        { "unknown shape", "$.dimensions[0].metrics[0].curve", """{ "exponential": { "worst": 0, "best": 1 } }""" },
        { "a band of two spellings", "$.dimensions[0].metrics[0].curve", """{ "bands": [[0, 1], { "points": 5 }] }""" },
        { "a single band", "$.dimensions[0].metrics[0].curve", """{ "bands": [{ "points": 5 }] }""" },
        { "a band without points", "$.dimensions[0].metrics[0].curve", """{ "bands": [{ "upTo": 5 }, { "points": 5 }] }""" },
        { "a band with a quoted end", "$.dimensions[0].metrics[0].curve", """{ "bands": [{ "upTo": "5", "points": 5 }, { "points": 5 }] }""" },
        { "a band from a number", "$.dimensions[0].metrics[0].curve", """{ "bands": [{ "from": 5, "points": 5 }, { "points": 5 }] }""" },
        { "a valid range of one number", "$.dimensions[0].metrics[0].valid", "[0]" },
        { "a valid range in braces", "$.dimensions[0].metrics[0].valid", """{ "from": 0 }""" },
        { "one missing value without a list", "$.dimensions[0].metrics[0].missingValues", "-1" },
        { "whole as text", "$.dimensions[0].metrics[0].whole", "\"yes\"" },
        { "log below 0", "$.dimensions[0].metrics[0].curve", """{ "log": { "worst": -1, "best": 5 } }""" },
        { "linear without best", "$.dimensions[0].metrics[0].curve", """{ "linear": { "worst": 0 } }""" },
        { "linear with a third number", "$.dimensions[0].metrics[0].curve", """{ "linear": { "worst": 0, "best": 1, "middle": 0.5 } }""" },
        { "target range with three corners", "$.dimensions[0].metrics[0].curve",
            """{ "targetRange": { "worstBelow": 0, "bestFrom": 1, "bestTo": 2 } }""" },
        { "knots without a pair", "$.dimensions[0].metrics[0].curve", """{ "knots": [] }""" },
        { "a pair of three", "$.dimensions[0].metrics[0].curve", """{ "knots": [[0, 0, 0]] }""" },
        { "a pair of one", "$.dimensions[0].metrics[0].curve", """{ "bands": [[0]] }""" },
        { "a pair in braces", "$.dimensions[0].metrics[0].curve", """{ "bands": [{ "from": 0, "points": 1 }] }""" },
        { "a quoted number in a pair", "$.dimensions[0].metrics[0].curve", """{ "bands": [["0", 1]] }""" },
        { "unknown missing policy", "$.dimensions[0].metrics[0].missing", "\"zero\"" },
        { "missing points as a number", "$.dimensions[0].metrics[0].missing", "0" },
        { "missing points as text", "$.dimensions[0].metrics[0].missing", """{ "points": "0" }""" },
        { "missing without points", "$.dimensions[0].metrics[0].missing", "{}" },
        { "signal with a curve", "$.signals", """[ { "name": "s", "curve": { "knots": [[0, 0]] } } ]""" },
        { "signal as text", "$.signals", "[\"s\"]" },
        { "guardrail without a condition", "$.guardrails", """[ { "name": "g", "cap": 40 } ]""" },
        { "guardrail without an effect", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "below": 1 } } ]""" },
        { "guardrail with two effects", "$.guardrails",
            """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "cap": 40, "floor": 20 } ]""" },
        { "guardrail with unscored false", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "unscored": false } ]""" },
        { "cap 101", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "cap": 101 } ]""" },
        { "condition without a comparison", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage" }, "cap": 1 } ]""" },
        { "condition without a metric", "$.guardrails", """[ { "name": "g", "when": { "below": 1 }, "cap": 1 } ]""" },
        { "two comparisons", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "above": 1, "below": 5 }, "cap": 1 } ]""" },
        { "unknown comparison", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "equals": 1 }, "cap": 1 } ]""" },
        { "between one number", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "between": [1] }, "cap": 1 } ]""" },
        { "missing false", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "missing": false }, "cap": 1 } ]""" },
        { "no tiers", "$.tiers", "" },
        { "empty tiers", "$.tiers", "[]" },
        { "tier without from", "$.tiers[1].from", "" },
        { "from 101", "$.tiers[1].from", "101" },
        { "from true", "$.tiers[1].from", "true" },
        { "action that is never due", "$.actions", """[ { "name": "a" } ]""" },
        { "priority 0", "$.actions", """[ { "name": "a", "tier": "low", "priority": 0 } ]""" },
        { "priority 1.5", "$.actions", """[ { "name": "a", "tier": "low", "priority": 1.5 } ]""" },
        { "priority as text", "$.actions", """[ { "name": "a", "tier": "low", "priority": "high" } ]""" },
        { "points lost 0", "$.actions", """[ { "name": "a", "driver": "usage", "pointsLost": 0 } ]""" },
        { "points lost without a driver", "$.actions", """[ { "name": "a", "tier": "low", "pointsLost": 5 } ]""" },
        { "two tiers in a list", "$.actions", """[ { "name": "a", "tier": ["low", "high"] } ]""" },
        { "segment without a name", "$.segments", """[ { "weights": { "usage": 2 } } ]""" },
        { "weights in a list", "$.segments", """[ { "name": "s", "weights": [2] } ]""" },
        { "negative weight in a segment", "$.segments", """[ { "name": "s", "weights": { "usage": -2 } } ]""" },
        { "two shapes in a segment", "$.segments",
            """[ { "name": "s", "curves": { "usage": { "linear": { "worst": 0, "best": 1 }, "knots": [[0, 0]] } } } ]""" },
        { "tiers of a segment in a list", "$.segments", """[ { "name": "s", "tiers": [ { "name": "high", "from": 60 } ] } ]""" },
        { "start above 100 in a segment", "$.segments", """[ { "name": "s", "tiers": { "high": 101 } } ]""" },
        { "dimensions in a segment", "$.segments", """[ { "name": "s", "dimensions": [] } ]""" },
        { "without a list", "$.segments", """[ { "name": "s", "without": "x" } ]""" },
        { "freshness without an end", "$.dimensions[0].metrics[0].freshFor", "\"90 days\"" },
        { "a duration as a number", "$.dimensions[0].metrics[0]",
            """{ "name": "usage", "curve": { "knots": [[0, 0]] }, "freshFor": 90, "staleAfter": 180 }""" },
        { "a duration in months", "$.dimensions[0].metrics[0]",
            """{ "name": "usage", "curve": { "knots": [[0, 0]] }, "freshFor": "3 months", "staleAfter": "6 months" }""" },
        { "immediate as text", "$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "cap": 1, "immediate": "yes" } ]""" },
        { "immediately unscored", "$.guardrails",
            """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "unscored": true, "immediate": true } ]""" },
        { "unknown cool-down", "$.actions", """[ { "name": "a", "tier": "low", "coolDown": "weekly" } ]""" },
        { "negative margin", "$.tracking", """{ "margin": -1 }""" },
        { "dwell in weeks", "$.tracking", """{ "dwell": "2 weeks" }""" },
        { "a drop of 0", "$.tracking", """{ "drop": 0 }""" },
        { "window as a number", "$.tracking", """{ "drop": 5, "window": 30 }""" },
        { "a loss that is accepted before it is there", "$.tracking", """{ "acceptLossAfter": "-1 days" }""" },
        { "an unknown tracking rule", "$.tracking", """{ "hysteresis": 5 }""" },
        { "an unknown roll-up", "$.parents", """{ "rollUp": "median" }""" },
        { "a share below no tier", "$.parents", """{ "rollUp": "shareBelow" }""" },
        { "a tier that the lowest child does not read", "$.parents", """{ "rollUp": "lowest", "below": "high" }""" },
        { "a tier that the mean does not read", "$.parents", """{ "below": "high" }""" },
        { "a parent's coverage of 50", "$.parents", """{ "minimumCoverage": 50 }""" },
        { "a parent's tier without a start", "$.parents", """{ "tiers": [ { "name": "weak" } ] }""" },
        { "example without values", "$.examples", """[ { "name": "e", "tier": "low" } ]""" },
        { "example that expects nothing", "$.examples", """[ { "name": "e", "values": {} } ]""" },
        { "example with too much", "$.examples", """[ { "name": "e", "values": {}, "tier": "low", "unscored": true } ]""" },
        { "example with a quoted number", "$.examples", """[ { "name": "e", "values": { "usage": "5" }, "tier": "low" } ]""" },
        { "the profile is a list", "$", "[]" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void What_the_reader_accepts_the_schema_accepts(string what, string json)
    {
        Assert.NotEmpty(what);
        ScoringProfile.Parse(json);
        Assert.Empty(Schema.Value.Validate(json));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_the_schema_refuses_the_reader_refuses(string what, string path, string value)
    {
        string json = Edited(path, value, Small);
        Assert.True(Schema.Value.Validate(json).Count > 0, $"The schema accepts: {what}.");
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json));
    }

    // A member the reader knows is a string in the assembly; so every such string is put into every object of a profile that has them all,
    // and the reader and the schema must agree on whether they know it.
    [Fact]
    public void The_schema_and_the_reader_know_the_same_members()
    {
        string[] candidates =
            [.. Literals().Where(literal => MemberName().IsMatch(literal)).Union(MembersOfSchema().Select(member => member.Name))];
        string[] paths = [.. ObjectsOf(JsonNode.Parse(FullProfile.Json)!).Select(node => node.GetPath()).Where(path => !IsMap(path))];
        Assert.True(candidates.Length > 60, "The candidates are not found.");
        foreach (string path in paths)
        {
            string[] reader = [.. KnownToReader(path, candidates)];
            string[] schema = [.. KnownToSchema(FullProfile.Json, path, candidates)];
            Assert.Equal((path, Listed(reader)), (path, Listed(schema)));
        }
    }

    [Fact]
    public void The_full_profile_has_every_member_of_the_schema() =>
        Assert.Empty(MembersOfSchema().Select(member => member.Name)
            .Except(ObjectsOf(JsonNode.Parse(FullProfile.Json)!).SelectMany(node => node.AsObject().Select(member => member.Key))));

    [Fact]
    public void Every_member_of_the_schema_has_a_description() => Assert.All(MembersOfSchema(), member => Assert.True(
        (Described(member.Schema) ?? Described(DefinitionOf(member.Schema))) is { Length: > 10 }, $"{member.Name} has no description."));

    [Fact]
    public void Every_default_of_the_schema_is_the_readers()
    {
        var compared = new HashSet<string>();
        foreach (string json in (string[])
            [
                Small, FullProfile.Json, Edited("$.formula", "\"points\"", Small), Edited("$.tracking", """{ "drop": 5 }""", Small),
                Edited("$.parents", """{ "minimumCoverage": 0.5 }""", Small),
                Edited("$.examples", """[ { "name": "e", "values": {}, "unscored": true } ]""", Small),
                Edited("$.guardrails", """[ { "name": "g", "when": { "metric": "usage", "below": 1 }, "cap": 1 } ]""", Small),
            ])
        {
            ScoringProfile profile = ScoringProfile.Parse(json);
            foreach ((string path, string name, string value) in DefaultsLeftOut(json))
            {
                var explicitly = ScoringProfile.Parse(Edited($"{path}.{name}", value, json));
                Assert.True(profile.Equals(explicitly), $"{path}.{name}: {value} is not the default.");
                compared.Add(name);
            }
        }
        Assert.Superset(
            MembersOfSchema().Where(member => member.Schema["default"] is not null).Select(member => member.Name).ToHashSet(), compared);
    }

    [Fact]
    public void The_profiles_in_the_documentation_are_profiles()
    {
        string page = Repository.Read("docs", "profile-format.md");
        string[] profiles =
        [
            .. JsonBlock().Matches(page).Select(match => match.Groups[1].Value)
                .Where(block => block.StartsWith('{') && block.Contains("\"dimensions\"")),
        ];
        Assert.Equal(3, profiles.Length);
        // The program in C# makes the first one and prints its fingerprint.
        Assert.Contains($"\n{ScoringProfile.Parse(profiles[0])}\n", page, StringComparison.Ordinal);
        foreach (string profile in profiles)
        {
            ScoringProfile.Parse(profile);
            Assert.Empty(Schema.Value.Validate(profile));
        }
    }

    [Fact]
    public void Every_member_of_the_schema_is_documented()
    {
        string documentation = Repository.Read("docs", "profile-format.md");
        Assert.All(MembersOfSchema(), member => Assert.Contains($"| `{member.Name}`", documentation, StringComparison.Ordinal));
    }

    private static string Listed(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    // Whatever the reader says about a member it cannot know, it says about every unknown member.
    private static IEnumerable<string> KnownToReader(string path, IReadOnlyCollection<string> candidates)
    {
        const string Nonsense = "zzzzzzzz";
        IReadOnlyList<InputError> errors =
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(WithNulls(FullProfile.Json, path, [.. candidates, Nonsense]))).Errors;
        string? unknown = Complaint(Nonsense);
        Assert.NotNull(unknown);
        return candidates.Where(name => Complaint(name) != unknown.Replace(Nonsense, name, StringComparison.Ordinal));

        string? Complaint(string name) =>
            errors.FirstOrDefault(error => error.Path == $"{path}.{name}" || error.Path == $"{path}['{name}']")?.Problem;
    }

    private static IEnumerable<string> KnownToSchema(string json, string path, IReadOnlyCollection<string> candidates) =>
        candidates.Except(Errors(Schema.Value.Validate(WithNulls(json, path, candidates)))
            .Where(error => error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed).Select(error => error.Property!));

    private static string WithNulls(string json, string path, IEnumerable<string> members)
    {
        JsonNode document = JsonNode.Parse(json)!;
        JsonObject node = ObjectsOf(document).Single(node => node.GetPath() == path).AsObject();
        foreach (string member in members)
            node.TryAdd(member, null);
        return document.ToJsonString();
    }

    private static IEnumerable<ValidationError> Errors(IEnumerable<ValidationError> errors) => errors.SelectMany(error =>
        error is ChildSchemaValidationError child ? Errors(child.Errors.SelectMany(pair => pair.Value)).Append(error) : [error]);

    private static IEnumerable<JsonNode> ObjectsOf(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(ObjectsOf).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(ObjectsOf),
        _ => [],
    };

    // A map's members are names of the author's.
    private static bool IsMap(string path) => MapPath().IsMatch(path);

    /// <summary>The members of every object the schema closes.</summary>
    private static IEnumerable<(string Name, JsonNode Schema)> MembersOfSchema() => ObjectsOf(JsonNode.Parse(Text)!)
        .Where(node => node["additionalProperties"] is JsonValue value && value.GetValueKind() == JsonValueKind.False)
        .SelectMany(node => node["properties"]!.AsObject().Select(member => (member.Key, member.Value!)));

    /// <summary>The members with a default that a document does not have where it could.</summary>
    private static IEnumerable<(string Path, string Name, string Value)> DefaultsLeftOut(string json) =>
        from node in ObjectsOf(JsonNode.Parse(json)!)
        where !IsMap(node.GetPath()) && !node.GetPath().Contains(".when", StringComparison.Ordinal)
        let known = KnownToSchema(json, node.GetPath(), [.. MembersOfSchema().Select(member => member.Name)]).ToHashSet()
        from member in MembersOfSchema()
        where member.Schema["default"] is not null && known.Contains(member.Name) && node[member.Name] is null
            && (member.Name is not ("onFault" or "labels" or "minimumCoverage") || node["dimensions"] is not null)
            && (member.Name != "tiers" || !node.GetPath().EndsWith(".parents", StringComparison.Ordinal))
            && (member.Name != "initialPoints" || (string?)node["formula"] == "points")
            && (member.Name != "pointsLost" || node["driver"] is not null)
        select (node.GetPath(), member.Name, member.Schema["default"]!.ToJsonString());

    private static string? Described(JsonNode? schema) => (string?)schema?["description"];

    private static JsonNode? DefinitionOf(JsonNode schema) =>
        (string?)schema["$ref"] is { } reference ? JsonNode.Parse(Text)!["definitions"]![reference.Split('/')[^1]] : null;

    /// <summary>The document with the member or item at a path set, or removed where the value is empty.</summary>
    private static string Edited(string path, string value, string json)
    {
        if (path == "$")
            return value;
        JsonNode document = JsonNode.Parse(json)!;
        JsonNode node = document;
        string[] steps = [.. Step().Matches(path[1..]).Select(match => match.Value.Trim('.', '[', ']'))];
        foreach (string step in steps[..^1])
            node = int.TryParse(step, out int index) ? node[index]! : node[step]!;
        string last = steps[^1];
        if (node is JsonArray list)
            list.Insert(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture), JsonNode.Parse(value));
        else if (value.Length == 0)
            node.AsObject().Remove(last);
        else
            node[last] = JsonNode.Parse(value);
        return document.ToJsonString();
    }

    /// <summary>Every string that the library's code holds.</summary>
    private static IEnumerable<string> Literals()
    {
        using var file = new PEReader(File.OpenRead(typeof(ScoringProfile).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        var literals = new List<string>();
        for (UserStringHandle handle = FirstLiteral(metadata); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            literals.Add(metadata.GetUserString(handle));
        return literals.Distinct();
    }

    private static UserStringHandle FirstLiteral(MetadataReader metadata) =>
        metadata.GetNextHandle(MetadataTokens.UserStringHandle(0));

    [GeneratedRegex(@"^\$?[a-zA-Z][a-zA-Z]{0,30}$")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^\$\.(segments\[\d+\]\.(weights|curves|tiers)|examples\[\d+\]\.(values|labels|ages))$")]
    private static partial Regex MapPath();

    [GeneratedRegex(@"\.[^.\[]+|\[\d+\]")]
    private static partial Regex Step();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
