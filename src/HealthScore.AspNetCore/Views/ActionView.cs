namespace HealthScoring.AspNetCore;

/// <summary>An action that the last run found due.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What to do.</param>
/// <param name="Priority">1 comes first.</param>
/// <param name="Reason">Why, where values are shown.</param>
internal sealed record ActionView(string Name, string? Description, int? Priority, string? Reason);
