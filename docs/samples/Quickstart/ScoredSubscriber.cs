using HealthScoring.Customers;

namespace Quickstart;

/// <summary>A subscriber and the score.</summary>
internal sealed record ScoredSubscriber(Subscriber Subscriber, HealthScore Score);
