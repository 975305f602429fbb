using System.Text.Json;
using HealthScoring.Portfolios;

namespace HealthScoring.Tests.Portfolios;

internal static class SummaryText
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = HealthScoringJson.TypeInfoResolver };

    /// <summary>The summary as JSON, which prints every number so that no bit of it is lost.</summary>
    public static string Of(PortfolioTally tally) => JsonSerializer.Serialize(tally.ToSummary(), Options);
}
