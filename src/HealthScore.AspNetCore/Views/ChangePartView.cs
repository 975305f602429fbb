using HealthScoring.Changes;

namespace HealthScoring.AspNetCore;

/// <summary>A cause of a change.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Points">What it added to the score.</param>
/// <param name="Text">The cause in a line, where values are shown.</param>
internal sealed record ChangePartView(ScoreChangeKind Kind, string? Name, double Points, string? Text);
