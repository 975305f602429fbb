namespace HealthScoring;

/// <summary>What is wrong with a tier's cut-off: which tier, what, and what to do.</summary>
internal readonly record struct TierProblem(int Index, string Problem, string Remedy);
