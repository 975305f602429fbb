using HealthScoring;

namespace Quickstart;

/// <summary>A subscriber, the score, and the score of a month ago; null for one who was not there yet.</summary>
internal sealed record ScoredSubscriber(Subscriber Subscriber, HealthScore Score, HealthScore? AMonthAgo);
