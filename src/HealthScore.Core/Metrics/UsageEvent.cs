namespace HealthScoring;

/// <summary>One use of the product: when, by whom, of what.</summary>
/// <param name="At">When it happened. Only the instant counts: the same instant in another offset is the same event time.</param>
/// <param name="User">Who used the product. Compared ordinally: case matters.</param>
/// <param name="Feature">What was used. Compared ordinally: case matters.</param>
public readonly record struct UsageEvent(DateTimeOffset At, string User, string Feature);
