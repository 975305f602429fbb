namespace HealthScoring.Hosting;

/// <summary>A part of a run's customers, and how far it is.</summary>
/// <param name="Scoring">The scoring's name; empty for the one without a name.</param>
/// <param name="AsOf">The run's instant.</param>
/// <param name="Index">The part, from 0.</param>
/// <param name="Worker">Who works on it; <see langword="null"/> where nobody ever did. Unique to one attempt.</param>
/// <param name="CustomerCount">How many customers are stored.</param>
/// <param name="TallyJson">The tally of the customers that are stored; <see langword="null"/> where none is.</param>
/// <param name="IsDone">Whether all its customers are stored.</param>
public sealed record RunPart(
    string Scoring, DateTimeOffset AsOf, int Index, string? Worker, long CustomerCount, string? TallyJson, bool IsDone);
