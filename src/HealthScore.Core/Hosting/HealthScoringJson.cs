using System.Text.Json.Serialization.Metadata;

namespace HealthScoring;

/// <summary>Lets a host's own serializer write results without reflection.</summary>
public static class HealthScoringJson
{
    /// <summary>
    /// Describes the results of all rooms to System.Text.Json, for <c>JsonSerializerOptions.TypeInfoResolverChain</c>: scores, portfolio
    /// groups and comparisons, tracking steps, changes, paths, sensitivities and verifications. They are written only. Profiles, measurements,
    /// overrides, stored scores, stored changes, portfolio summaries and tracking states are also read back.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver { get; } =
        JsonTypeInfoResolver.Combine(HealthScoreJsonContext.Default, ResultJsonContext.Default);
}
