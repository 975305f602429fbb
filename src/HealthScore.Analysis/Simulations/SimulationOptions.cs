using HealthScoring.Tracking;

namespace HealthScoring.Analysis;

/// <summary>How customers are scored under two profiles. Read once, when the simulation runs.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class SimulationOptions<TCustomer>
{
    /// <summary>The time all scores are for; <see langword="null"/> for the clock's time when the simulation runs.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The clock where <see cref="AsOf"/> is not given; the system's if not set.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// Names a customer's segment, for both profiles alike; <see langword="null"/>, or a name that a profile does not have, leaves the choice
    /// to that profile's conditions. What it throws counts as no name.
    /// </summary>
    public Func<TCustomer, string?>? SegmentBy { get; set; }

    /// <summary>
    /// Gives a customer's weight, such as its revenue: 0 to 1e15, <see langword="null"/> or NaN where it is not known; no customer has a
    /// weight where not set. Any other number, and what it throws, ends the simulation.
    /// </summary>
    public Func<TCustomer, double?>? WeightBy { get; set; }

    /// <summary>
    /// Gives the tracking state after a customer's last score, <see langword="null"/> where it has none: its tiers are then those that count,
    /// before by margin and dwell, afterwards as <see cref="Tracker"/> takes the first score under new rules. Not tracked where not set. A state
    /// of another profile, and what it throws, ends the simulation.
    /// </summary>
    public Func<TCustomer, TrackingState?>? StateBy { get; set; }

    /// <summary>
    /// How many movers are listed, 0 or more; 1,000 if not set. Each listed one keeps its customer alive; nothing else that the simulation
    /// keeps grows with the number of customers.
    /// </summary>
    public int MaxMovers { get; set; } = 1000;
}
