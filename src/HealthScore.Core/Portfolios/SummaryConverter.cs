using HealthScoring.Json;

namespace HealthScoring.Portfolios;

/// <summary>Lets System.Text.Json write and read a summary as its own members do.</summary>
internal sealed class SummaryConverter() : StoredConverter<PortfolioSummary>(PortfolioSummary.Parse, summary => summary.ToJson());
