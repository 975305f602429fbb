namespace HealthScoring;

/// <summary>What a customer counts as, where that may be something else than its score says.</summary>
/// <param name="Tier">The index of the tier; -1 for none.</param>
/// <param name="Due">The actions that are due.</param>
/// <param name="Lines">What is to be said about it.</param>
internal readonly record struct Standing(int Tier, IReadOnlyList<DueAction> Due, string[] Lines);
