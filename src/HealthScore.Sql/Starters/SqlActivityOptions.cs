namespace HealthScoring.Sql;

/// <summary>How an <see cref="SqlActivityLog"/> reads its events; each option is as in <see cref="ActivityLogOptions{TCustomer}"/>.</summary>
public sealed class SqlActivityOptions
{
    /// <summary>
    /// The column that tells an event delivered again from another event (<see cref="UsageEvent.Id"/>); <see langword="null"/> where there is none.
    /// Events without an id, where it is NULL or empty, are the same when instant, user and feature are.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>Whether every window consists of whole days in UTC and ends at the last midnight, exclusive.</summary>
    public bool CompleteDays { get; init; }

    /// <summary>Whether an event that the table holds several times counts each time. By default it counts once.</summary>
    public bool CountRepeats { get; init; }

    /// <summary>The column of the customers that the events name; <see langword="null"/> for the source's first key.</summary>
    public string? Key { get; init; }
}
