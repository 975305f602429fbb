namespace HealthScoring.AspNetCore;

/// <summary>A customer that another profile puts into another tier.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ScoreBefore">The score before, 0 to 100.</param>
/// <param name="ScoreAfter">The score after, 0 to 100.</param>
/// <param name="TierBefore">The tier before.</param>
/// <param name="TierAfter">The tier after.</param>
internal sealed record MoverView(string Id, double? ScoreBefore, double? ScoreAfter, string? TierBefore, string? TierAfter);
