namespace HealthScoring.Analysis;

/// <summary>What was measured of one customer as of one time: what a score was, or could have been, made from.</summary>
public sealed record Snapshot
{
    /// <summary>Takes measurements.</summary>
    /// <param name="customer">The customer's id.</param>
    /// <param name="asOf">The time of the score.</param>
    /// <param name="values">What was measured, by metric, signal or label, as <see cref="HealthScore.Measurements"/> has it.</param>
    /// <param name="segment">The segment that the host names; <see langword="null"/> for none.</param>
    /// <param name="weight">What the customer pays, 0 to 1e15; <see langword="null"/> where that is not known.</param>
    /// <param name="treated">Whether something was done to keep the customer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> or <paramref name="values"/> is <see langword="null"/>.</exception>
    public Snapshot(string customer, DateTimeOffset asOf, IReadOnlyDictionary<string, Measurement> values, string? segment = null,
        double? weight = null, bool treated = false)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(values);
        (Customer, AsOf, Values, Segment, Weight, Treated) = (customer, asOf, values, segment, weight, treated);
    }

    /// <summary>The customer's id.</summary>
    public string Customer { get; }

    /// <summary>The time of the score.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>What was measured, by metric, signal or label.</summary>
    public IReadOnlyDictionary<string, Measurement> Values { get; }

    /// <summary>The segment that the host names, or <see langword="null"/>.</summary>
    public string? Segment { get; }

    /// <summary>What the customer pays, or <see langword="null"/>.</summary>
    public double? Weight { get; }

    /// <summary>Whether something was done to keep the customer.</summary>
    public bool Treated { get; }

    /// <summary>
    /// What people set in place of the score, or <see langword="null"/>; one that does not hold at <see cref="AsOf"/> has no effect. A backtest
    /// judges the computed score, and asks separately who was right.
    /// </summary>
    public ScoreOverride? Override { get; init; }

    /// <summary>Takes what a nightly job stored. A metric that threw then is missing.</summary>
    /// <param name="customer">The customer's id, which a stored score does not have.</param>
    /// <param name="stored">The stored score.</param>
    /// <param name="weight">What the customer pays, 0 to 1e15; <see langword="null"/> where that is not known.</param>
    /// <param name="treated">Whether something was done to keep the customer.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> or <paramref name="stored"/> is <see langword="null"/>.</exception>
    public static Snapshot Of(string customer, StoredScore stored, double? weight = null, bool treated = false)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new(customer, stored.AsOf, stored.Measurements, stored.NamedSegment, weight, treated) { Override = stored.Override };
    }
}
