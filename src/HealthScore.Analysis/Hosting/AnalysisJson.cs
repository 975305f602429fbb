using System.Text.Json.Serialization.Metadata;

namespace HealthScoring.Analysis;

/// <summary>Lets a host's own serializer write the results of this package without reflection.</summary>
public static class AnalysisJson
{
    /// <summary>
    /// Describes differences, audits, sensitivities, backtests, proposals, patterns, drift, quantiles, tier migrations and causes to
    /// System.Text.Json, for <c>JsonSerializerOptions.TypeInfoResolverChain</c>. They are written only; a <see cref="StoredSimulation"/> is also
    /// read back.
    /// A <see cref="SimulationResult{TCustomer}"/> holds the host's customers: write what <see cref="SimulationResult{TCustomer}.ToStored"/>
    /// returns, or describe it in a context of the host's own.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver { get; } = AnalysisJsonContext.Default;
}
