namespace HealthScoring;

/// <summary>How a profile is reloaded.</summary>
/// <param name="Every">The time between two reads; infinite where only the host asks for one.</param>
/// <param name="GateAsync">Throws where a profile is not to be used; null where every valid one is.</param>
internal sealed record ReloadSettings(TimeSpan Every, Func<IServiceProvider, ScoringProfile, CancellationToken, Task>? GateAsync);
