using System.Text.Json.Serialization.Metadata;

namespace HealthScoring.Customers;

/// <summary>Lets a host's own serializer write results without reflection.</summary>
public static class HealthScoreJson
{
    /// <summary>
    /// Describes <see cref="HealthScore"/>, <see cref="Portfolios.PortfolioSummary"/> and their parts to System.Text.Json, for
    /// <c>JsonSerializerOptions.TypeInfoResolverChain</c>. They are written only; reading them back is not supported.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => HealthScoreJsonContext.Default;
}
