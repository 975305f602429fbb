using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProfileDiff))]
[JsonSerializable(typeof(ProfileAudit))]
[JsonSerializable(typeof(PortfolioSensitivity))]
[JsonSerializable(typeof(Backtest))]
[JsonSerializable(typeof(BacktestComparison))]
[JsonSerializable(typeof(ProfileProposal))]
[JsonSerializable(typeof(TierProposal))]
[JsonSerializable(typeof(PatternReport))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(BookQuantiles))]
[JsonSerializable(typeof(StoredSimulation))]
[JsonSerializable(typeof(IReadOnlyList<TierMigration>))]
[JsonSerializable(typeof(IReadOnlyList<SimulationCause>))]
internal sealed partial class AnalysisJsonContext : JsonSerializerContext;
