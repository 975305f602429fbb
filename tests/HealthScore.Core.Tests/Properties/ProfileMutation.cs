extern alias core;
using System.Text.Json.Nodes;
using core::HealthScoring.Json;

namespace HealthScoring.Tests.Properties;

/// <summary>One change of a profile's JSON: what it is, the name of the part that it changes, and whether it is one change for a reviewer.</summary>
internal sealed record ProfileMutation(JsonNode Json, string What, string Name, bool IsOne)
{
    private static readonly string[] Optional =
    [
        "description", "unit", "weight", "missing", "minimumCoverage", "priority", "immediate", "coolDown", "margin", "dwell", "drop", "rise",
        "window", "driver", "tier", "guardrail", "segment", "pointsLost",
    ];

    /// <summary>A profile's JSON with the members that drafts do not know, here and there.</summary>
    public static JsonNode Enriched(ProfileDraft draft, Random random)
    {
        JsonNode root = JsonNode.Parse(draft.Build().ToJson())!;
        bool Sometimes() => random.Next(3) == 0;
        void Give(JsonNode node, string member, JsonNode value)
        {
            if (Sometimes() && node[member] is null)
                node[member] = value;
        }

        foreach (JsonNode part in Objects(root).Where(part => part["name"] is not null))
            Give(part, "description", random.Next(2) == 0 ? "what it means" : "two\nlines and a \"quote\"");
        foreach (JsonNode metric in Objects(root).Where(part => part["curve"] is not null))
        {
            Give(metric, "unit", "items");
            if (Sometimes())
                (metric["freshFor"], metric["staleAfter"]) = ($"{random.Next(50)} days", "200 days");
        }
        foreach (JsonNode guardrail in Objects(root).Where(part => part["cap"] is not null || part["floor"] is not null))
            Give(guardrail, "immediate", true);
        foreach (JsonNode action in Objects(root).Where(part =>
            part["name"] is not null && part.GetPath().Contains(".actions[", StringComparison.Ordinal)))
            Give(action, "coolDown", random.Next(2) == 0 ? "untilTierChanges" : "12 hours");
        if (Sometimes())
            root["tracking"] = new JsonObject { ["dwell"] = "14 days", ["drop"] = 15, ["window"] = "60 days" };
        return JsonNode.Parse(root.ToJsonString())!;
    }

    /// <summary>Reads a profile whose parts need not fit together; null where it cannot be read, or nothing in it has a weight.</summary>
    public static ScoringProfile? Read(JsonNode json)
    {
        var errors = new SourceErrors();
        ScoringProfile? profile = new SourceParser(errors).Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())) is { } root
            ? ProfileFormat.Read(root, errors)
            : null;
        // A window with nothing to look for is refused, and no canonical form has it.
        return !errors.Any && profile!.Tracking is not { GivenWindow: not null, Drop: null, Rise: null } && HasWeights(profile)
            && profile.Segments.All(segment => HasWeights(ProfileVariation.Of(profile, segment)))
            ? profile
            : null;
    }

    /// <summary>Changes of one place each, at random, without end.</summary>
    public static IEnumerable<ProfileMutation> Of(JsonNode json, Random random)
    {
        while (true)
        {
            JsonNode copy = JsonNode.Parse(json.ToJsonString())!;
            if ((random.Next(4) switch
            {
                0 => Remove(copy, random),
                1 => Swap(copy, random),
                _ => Alter(copy, random),
            }) is { } mutation)
            {
                yield return mutation;
            }
        }
    }

    private static bool HasWeights(ScoringProfile profile) => profile.Dimensions.Any(dimension => dimension.Weight > 0)
        && profile.Dimensions.All(dimension => dimension.Metrics.Any(metric => metric.Weight > 0));

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject map => [node, .. map.SelectMany(pair => All(pair.Value!))],
        JsonArray list => [node, .. list.SelectMany(item => All(item!))],
        _ => [node],
    };

    private static IEnumerable<JsonNode> Objects(JsonNode node) => All(node).Where(each => each is JsonObject);

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];

    /// <summary>The name of the innermost part around a value, or the member at the root that it belongs to.</summary>
    private static string NameOf(JsonNode node)
    {
        for (JsonNode? each = node; each?.Parent is { } parent; each = parent)
        {
            // In a map of a segment the names are members.
            if (parent is JsonObject map && parent.Parent is JsonObject && parent.GetPropertyName() is "weights" or "curves" or "tiers")
                return map.First(pair => pair.Value == each).Key;
            if (parent is JsonObject && parent["name"] is JsonValue name && parent.Parent is not null)
                return name.GetValue<string>();
            if (parent.Parent is null)
                return each.GetPropertyName();
        }
        return "";
    }

    private static ProfileMutation? Alter(JsonNode root, Random random)
    {
        JsonValue value = Pick([.. All(root).OfType<JsonValue>()], random);
        string path = value.GetPath(), name = NameOf(value);
        string member = value.Parent is JsonArray ? "" : value.GetPropertyName();
        JsonNode? other = value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.Number when member == "priority" => value.GetValue<int>() / 2 + 5,
            System.Text.Json.JsonValueKind.Number => value.GetValue<double>() is var number && number + 1 != number ? number + 1 : 7.0,
            System.Text.Json.JsonValueKind.String when member is "freshFor" or "window" => "77 days",
            System.Text.Json.JsonValueKind.String when member is "staleAfter" or "coolDown" => "2000 hours",
            System.Text.Json.JsonValueKind.String when member == "dwell" => value.GetValue<string>() == "3 scores" ? "5 scores" : "3 scores",
            System.Text.Json.JsonValueKind.String when member == "missing" => new JsonObject { ["points"] = 50 },
            System.Text.Json.JsonValueKind.String when member == "formula" => value.Parent!["initialPoints"] is not null ? null
                : value.GetValue<string>() == "points" ? "lowest" : "points",
            System.Text.Json.JsonValueKind.String => value.GetValue<string>() + "-new",
            _ => null,
        };
        if (other is null)
            return null;
        value.ReplaceWith(other);
        // Another name is one part less and one more.
        bool isName = member == "name" || (member.Length == 0 && other.GetValueKind() == System.Text.Json.JsonValueKind.String);
        return new(root, $"{path} → {other.ToJsonString()}", name, IsOne: !isName);
    }

    private static ProfileMutation? Remove(JsonNode root, Random random)
    {
        JsonNode? owner = Pick([.. Objects(root)], random);
        string[] members = [.. ((JsonObject)owner).Select(pair => pair.Key)];
        bool isMap = owner.Parent is JsonObject && owner.GetPropertyName() is "weights" or "curves" or "tiers";
        if (random.Next(2) == 0 && owner.Parent is JsonArray { Count: > 1 } list)
        {
            string name = NameOf(owner["name"]!), path = owner.GetPath();
            list.Remove(owner);
            return new(root, $"without {path}", name, IsOne: false);
        }
        string[] removable = isMap ? members : [.. members.Intersect(Optional)];
        if (removable.Length == 0)
            return null;
        string member = Pick(removable, random);
        string part = NameOf(owner[member]!), where = owner[member]!.GetPath();
        ((JsonObject)owner).Remove(member);
        return new(root, $"without {where}", part, IsOne: true);
    }

    /// <summary>Changes the order of two neighbours where it means something.</summary>
    private static ProfileMutation? Swap(JsonNode root, Random random)
    {
        if (root[Pick(["actions", "segments"], random)] is not JsonArray { Count: > 1 } list)
            return null;
        int index = random.Next(list.Count - 1);
        JsonNode first = list[index]!;
        (string path, string name) = (list.GetPath(), first["name"]!.GetValue<string>());
        string other = list[index + 1]!["name"]!.GetValue<string>();
        list.RemoveAt(index);
        list.Insert(index + 1, first);
        // Either of the two may count as the one that moved, in one direction or the other.
        return new(root, $"{path}: {name} and {other} swapped", path[2..], IsOne: true);
    }
}
