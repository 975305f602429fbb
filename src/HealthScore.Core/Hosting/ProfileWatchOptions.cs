using Microsoft.Extensions.Logging;

namespace HealthScoring;

/// <summary>How a <see cref="ProfileWatch{TCustomer}"/> watches.</summary>
public sealed class ProfileWatchOptions
{
    /// <summary>
    /// The time between two reads, more than 0; 10 seconds by default. A change is judged when two reads in a row give it.
    /// <see cref="Timeout.InfiniteTimeSpan"/> reads only when <see cref="ProfileWatch{TCustomer}.ReloadAsync"/> is called.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Asked about a changed profile that is otherwise good: it throws to refuse the profile, and its message is the problem.
    /// <see langword="null"/>, the default, accepts it.
    /// </summary>
    public Func<ScoringProfile, CancellationToken, Task>? Gate { get; init; }

    /// <summary>Takes a message for each change, accepted or refused; <see langword="null"/>, the default, for none.</summary>
    public ILogger? Logger { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A time between two reads is not more than 0, or longer than a timer can wait.</exception>
    internal static void RequireTime(TimeSpan every, string parameter)
    {
        if (every != Timeout.InfiniteTimeSpan && (every <= TimeSpan.Zero || every > TimeSpan.FromDays(49)))
        {
            throw new ArgumentOutOfRangeException(
                parameter, every, "The time between two reads must be more than 0 and at most 49 days, or Timeout.InfiniteTimeSpan.");
        }
    }
}
