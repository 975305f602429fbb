using System.Text.Json.Nodes;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>Compares whole results by their JSON, which prints every number so that no bit of it is lost.</summary>
internal static class Story
{
    public static void Same(IEnumerable<HealthScore> expected, IEnumerable<HealthScore> actual, params string[] except) =>
        Assert.Equal(expected.Select(score => Of(score, except)), actual.Select(score => Of(score, except)));

    /// <summary>The JSON without some members, also of dimensions; a name that is not a member drops what is reported about that metric.</summary>
    public static string Of(HealthScore score, params string[] except)
    {
        JsonObject story = JsonNode.Parse(score.ToJson())!.AsObject();
        foreach (string name in except)
        {
            if (story.Remove(name))
            {
                foreach (JsonNode? dimension in story["dimensions"]?.AsArray() ?? [])
                    dimension!.AsObject().Remove(name);
                continue;
            }
            foreach (JsonArray list in story.Select(member => member.Value).OfType<JsonArray>())
                list.RemoveAll(item => item is JsonObject part && ((string?)part["metric"] ?? (string?)part["name"]) == name);
        }
        return story.ToJsonString();
    }
}
