namespace HealthScoring;

/// <summary>How a <see cref="HealthScorer{TCustomer}"/> scores. Read once, when the scorer is made; later changes have no effect.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class HealthScorerOptions<TCustomer>
{
    /// <summary>
    /// Names a customer's segment; <see langword="null"/>, or a name the profile does not have, leaves the choice to the segments'
    /// conditions and the base profile. An earlier segment of the profile whose condition holds still comes first. Names that the profile does
    /// not have are part of the results, and of the summary of a tally. Must be thread-safe.
    /// </summary>
    public Func<TCustomer, string?>? SegmentBy { get; set; }

    /// <summary>
    /// Finds the override that holds for a customer as of the score's time, or <see langword="null"/> for none. One that does not hold then has
    /// no effect. One that pins a tier which the profile does not have is a fault. Must be thread-safe and must not ask the clock.
    /// </summary>
    public Func<TCustomer, DateTimeOffset, ScoreOverride?>? OverrideBy { get; set; }

    /// <summary>
    /// Whether an exception of a metric, of <see cref="SegmentBy"/> or of <see cref="OverrideBy"/> is thrown. By default it is not: the
    /// metric counts as missing, and the exception is part of the result.
    /// </summary>
    public bool ThrowFaults { get; set; }

    /// <summary>The clock for scores without an explicit time; the system's if not given.</summary>
    public TimeProvider? TimeProvider { get; set; }
}
