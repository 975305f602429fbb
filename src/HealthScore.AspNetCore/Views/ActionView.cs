namespace HealthScoring.AspNetCore;

/// <summary>An action that a run found due.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AsOf">The instant of the run.</param>
/// <param name="Description">What to do.</param>
/// <param name="Priority">1 comes first.</param>
/// <param name="Reason">Why, where values are shown.</param>
internal sealed record ActionView(string Name, DateTimeOffset AsOf, string? Description, int? Priority, string? Reason);
