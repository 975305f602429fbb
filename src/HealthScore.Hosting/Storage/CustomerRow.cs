namespace HealthScoring.Hosting;

/// <summary>A customer in a list, as the last run that stored it left it.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="AsOf">The instant of that run.</param>
/// <param name="Tier">The tier that counts; <see langword="null"/> where none does.</param>
/// <param name="Score">The score, 0 to 100; <see langword="null"/> for an unscored customer.</param>
/// <param name="Weight">The customer's weight, such as its revenue; <see langword="null"/> for none.</param>
/// <param name="Segment">The segment that it was scored in; <see langword="null"/> for the base profile.</param>
/// <param name="Driver">The metric that cost the score most points; <see langword="null"/> for none.</param>
public sealed record CustomerRow(
    string CustomerId, DateTimeOffset AsOf, string? Tier, double? Score, double? Weight, string? Segment, string? Driver);
