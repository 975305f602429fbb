namespace HealthScoring.Hosting;

/// <summary>How many customers a run moved from one tier to another.</summary>
/// <param name="FromTier">The tier that counted before; <see langword="null"/> where none did.</param>
/// <param name="ToTier">The tier that counts now; <see langword="null"/> where none does.</param>
/// <param name="Customers">How many customers, at least 1.</param>
public sealed record TierMove(string? FromTier, string? ToTier, long Customers);
