using System.Text.Json.Serialization.Metadata;

namespace HealthScoring.Analysis;

/// <summary>Lets a host's own serializer write the results of this package without reflection.</summary>
public static class AnalysisJson
{
    /// <summary>
    /// Describes differences, audits, sensitivities, tier migrations and causes to System.Text.Json, for
    /// <c>JsonSerializerOptions.TypeInfoResolverChain</c>. They are written only.
    /// A <see cref="SimulationResult{TCustomer}"/> holds the host's customers, so the host describes it in a context
    /// of its own.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver { get; } = AnalysisJsonContext.Default;
}
