namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>How a database works.</summary>
/// <param name="Name">The mode's name.</param>
/// <param name="Settings">The statements that set it.</param>
internal sealed record Mode(string Name, IReadOnlyList<string> Settings);
