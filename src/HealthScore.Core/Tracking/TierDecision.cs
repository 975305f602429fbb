namespace HealthScoring.Tracking;

/// <summary>The tier a customer counts as after a score, or is remembered with while it is unscored.</summary>
/// <param name="Tier">The tier's index; -1 for none.</param>
/// <param name="Pending">The tier that does not count yet.</param>
/// <param name="Points">How far beyond the cut-off the score lies, where it changed the tier by itself.</param>
/// <param name="Reason">Why the tier changed, where it did.</param>
/// <param name="IsHeld">Whether the score's own tier would count, and does not because data are lost.</param>
/// <param name="HidesFall">Whether the score asks for a lower tier, or has none, and that may come from what is lost.</param>
internal readonly record struct TierDecision(int Tier, PendingTier? Pending = null, double? Points = null, string? Reason = null,
    bool IsHeld = false, bool HidesFall = false);
