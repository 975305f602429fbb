using HealthScoring.Portfolios;

namespace HealthScoring.Hosting;

/// <summary>A run as it is stored: one scoring of all customers for one instant.</summary>
/// <param name="Scoring">The scoring's name; empty for the one without a name.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="PartCount">In how many parts the customers are divided, at least 1.</param>
/// <param name="Profile">The profile, which the run keeps from its beginning to its end.</param>
/// <param name="PublishedAt">When it was published; <see langword="null"/> before.</param>
/// <param name="Summary">What all customers add up to; <see langword="null"/> before it is published.</param>
public sealed record StoredRun(
    string Scoring, DateTimeOffset AsOf, int PartCount, ScoringProfile Profile, DateTimeOffset? PublishedAt, PortfolioSummary? Summary);
