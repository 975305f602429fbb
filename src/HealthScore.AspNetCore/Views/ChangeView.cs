namespace HealthScoring.AspNetCore;

/// <summary>Why a score changed.</summary>
/// <param name="Before">The earlier score.</param>
/// <param name="After">The last score.</param>
/// <param name="Change">The difference.</param>
/// <param name="Parts">The causes; they add up to the difference.</param>
internal sealed record ChangeView(ChangedScoreView Before, ChangedScoreView After, double? Change, IReadOnlyList<ChangePartView> Parts);
