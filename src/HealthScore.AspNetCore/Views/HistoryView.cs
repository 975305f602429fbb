namespace HealthScoring.AspNetCore;

/// <summary>A customer's history.</summary>
/// <param name="Scores">The scores, by time.</param>
/// <param name="Events">What happened, by time.</param>
internal sealed record HistoryView(IReadOnlyList<PastScoreView> Scores, IReadOnlyList<EventView> Events);
