using HealthScoring.Analysis;

namespace HealthScoring.AspNetCore;

/// <summary>What moves scores from one profile to another.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; null where the kind has none.</param>
/// <param name="Customers">How many customers that change tier it moved.</param>
/// <param name="MeanChange">By how many points on average.</param>
internal sealed record CauseView(SimulationCauseKind Kind, string? Name, long Customers, double MeanChange);
