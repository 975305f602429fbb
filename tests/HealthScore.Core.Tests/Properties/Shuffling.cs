using System.Text.Json.Nodes;

namespace HealthScoring.Tests.Properties;

/// <summary>Shuffles everything that has no order of its own.</summary>
internal static class Shuffling
{
    public static ProfileDraft Shuffled(this ProfileDraft profile, Random random) => profile with
    {
        Dimensions = random.Mixed(profile.Dimensions.Select(dimension => dimension with { Metrics = random.Mixed(dimension.Metrics) })),
        Signals = random.Mixed(profile.Signals),
        Labels = random.Mixed(profile.Labels),
        Guardrails = random.Mixed(profile.Guardrails),
        Segments =
        [
            .. profile.Segments.Select(segment => segment with
            {
                Weights = random.Mixed(segment.Weights),
                Curves = random.Mixed(segment.Curves),
                Guardrails = random.Mixed(segment.Guardrails),
                Tiers = random.Mixed(segment.Tiers),
                Actions = random.Mixed(segment.Actions),
                Without = random.Mixed(segment.Without),
            }),
        ],
    };

    public static string ShuffledJson(string json, Random random) => Mixed(JsonNode.Parse(json)!, false, "", random).ToJsonString();

    private static T[] Mixed<T>(this Random random, IEnumerable<T> items)
    {
        T[] mixed = [.. items];
        random.Shuffle(mixed);
        return mixed;
    }

    private static JsonNode Mixed(JsonNode node, bool inSegment, string member, Random random)
    {
        if (node is JsonObject map)
        {
            return new JsonObject(random.Mixed(map.ToArray()).Select(pair =>
                KeyValuePair.Create(pair.Key, (JsonNode?)Mixed(pair.Value!, inSegment || member == "segments", pair.Key, random))));
        }
        if (node is not JsonArray list)
            return node.DeepClone();
        JsonNode[] items = [.. list.Select(item => Mixed(item!, inSegment, member, random))];
        // Tiers, the profile's own actions, segments, knots and bands stand in an order that means something.
        bool unordered = member is "dimensions" or "metrics" or "signals" or "labels" or "guardrails" or "without"
            || (member == "actions" && inSegment);
        return new JsonArray(unordered ? random.Mixed(items) : items);
    }
}
