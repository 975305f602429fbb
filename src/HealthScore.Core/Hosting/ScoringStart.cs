namespace HealthScoring;

/// <summary>
/// Options without a value: validating them at the host's start makes the scorer, so that a mistake ends the start. A scorer that is asked
/// for without a host makes itself, and after a failure tries again.
/// </summary>
internal sealed class ScoringStart<TCustomer>;
