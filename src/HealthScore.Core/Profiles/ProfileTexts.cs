using HealthScoring.Json;

namespace HealthScoring;

/// <summary>Every text of a profile that is for people, and where it stands.</summary>
internal static class ProfileTexts
{
    public static IEnumerable<(string Path, string? Text)> Of(ScoringProfile profile)
    {
        yield return ("$.description", profile.Description);
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            string path = JsonPath.Item("$.dimensions", i);
            yield return (path + ".description", profile.Dimensions[i].Description);
            for (int j = 0; j < profile.Dimensions[i].Metrics.Count; j++)
            {
                string at = JsonPath.Item(path + ".metrics", j);
                yield return (at + ".unit", profile.Dimensions[i].Metrics[j].Unit);
                yield return (at + ".description", profile.Dimensions[i].Metrics[j].Description);
            }
        }
        for (int i = 0; i < profile.Signals.Count; i++)
        {
            yield return (JsonPath.Item("$.signals", i) + ".unit", profile.Signals[i].Unit);
            yield return (JsonPath.Item("$.signals", i) + ".description", profile.Signals[i].Description);
        }
        for (int i = 0; i < profile.TierList.Count; i++)
            yield return (JsonPath.Item("$.tiers", i) + ".description", profile.TierList[i].Description);
        foreach ((string path, string? text) in Rules("$", profile.Guardrails, profile.Actions))
            yield return (path, text);
        for (int i = 0; i < profile.Examples.Count; i++)
            yield return (JsonPath.Item("$.examples", i) + ".description", profile.Examples[i].Description);
        for (int i = 0; i < profile.Segments.Count; i++)
        {
            string path = JsonPath.Item("$.segments", i);
            yield return (path + ".description", profile.Segments[i].Description);
            foreach ((string at, string? text) in Rules(path, profile.Segments[i].Guardrails, profile.Segments[i].Actions))
                yield return (at, text);
        }
    }

    private static IEnumerable<(string Path, string? Text)> Rules(
        string path, IReadOnlyList<Guardrail> guardrails, IReadOnlyList<ActionRule> actions) =>
        guardrails.Select((guardrail, i) => (JsonPath.Item(path + ".guardrails", i) + ".description", guardrail.Description))
            .Concat(actions.Select((action, i) => (JsonPath.Item(path + ".actions", i) + ".description", action.Description)));
}
