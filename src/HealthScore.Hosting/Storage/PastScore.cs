namespace HealthScoring.Hosting;

/// <summary>A customer's score at one time of its history.</summary>
/// <param name="Tier">The tier that counted; <see langword="null"/> where none did. The score's own may differ.</param>
/// <param name="Weight">The customer's weight then, such as its revenue; <see langword="null"/> for none.</param>
/// <param name="Score">The score, with what it was made of.</param>
public sealed record PastScore(string? Tier, double? Weight, StoredScore Score);
