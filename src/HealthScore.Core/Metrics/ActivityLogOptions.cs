namespace HealthScoring;

/// <summary>How an <see cref="ActivityLog{TCustomer}"/> reads its events.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class ActivityLogOptions<TCustomer>
{
    /// <summary>
    /// Reads the time zone whose midnights part the customer's calendar days; UTC for every customer by default. Where the host does not know a
    /// customer's zone, the function returns <see cref="TimeZoneInfo.Utc"/>; <see langword="null"/> is a fault. Must be thread-safe.
    /// </summary>
    public Func<TCustomer, TimeZoneInfo>? TimeZone { get; init; }

    /// <summary>
    /// Whether every window consists of whole calendar days and ends at the last midnight in the customer's time zone, exclusive, so that a score
    /// is the same at any time of the day. By default it does not, and windows end at <c>asOf</c>.
    /// </summary>
    public bool CompleteDays { get; init; }

    /// <summary>
    /// Whether an event that the log holds several times counts each time. By default it counts once, because logs are delivered at least once. Set
    /// it where the times are rounded, as in a log of days, and the events have no ids.
    /// </summary>
    public bool CountRepeats { get; init; }
}
