namespace HealthScoring.Hosting;

/// <summary>A customer as a run leaves it.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Tier">The tier that counts; <see langword="null"/> where none does.</param>
/// <param name="Weight">The customer's weight, such as its revenue; <see langword="null"/> for none.</param>
/// <param name="StateJson">The state of tracking for the next run.</param>
/// <param name="Score">The score, with what it was made of.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record TrackedCustomer(
    string CustomerId, string? Tier, double? Weight, string StateJson, StoredScore Score, IReadOnlyList<HealthEvent> Events)
{
    /// <summary>
    /// The metric that cost the score most points, the first of <see cref="HealthScore.Drivers"/>; <see langword="null"/> for none.
    /// </summary>
    public string? Driver { get; init; }
}
