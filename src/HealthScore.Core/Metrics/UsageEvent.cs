using System.ComponentModel;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>One use of the product: when, by whom, of what.</summary>
/// <param name="At">When it happened. Only the instant counts: the same instant in another offset is the same event time.</param>
/// <param name="User">Who used the product. Compared ordinally: case matters.</param>
/// <param name="Feature">What was used. Compared ordinally: case matters.</param>
public readonly record struct UsageEvent(DateTimeOffset At, string User, string Feature)
{
    /// <summary>Refused by the compiler: give the time with its offset.</summary>
    /// <param name="At">A time without an offset.</param>
    /// <param name="User">Who used the product.</param>
    /// <param name="Feature">What was used.</param>
    [Obsolete(TimeText.NoOffset, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public UsageEvent(DateTime At, string User, string Feature)
        : this((DateTimeOffset)At, User, Feature)
    {
    }

    /// <summary>
    /// What tells an event delivered again from another event: events of one customer with equal ids are the same. Compared ordinally. Events
    /// without one, where it is <see langword="null"/> or empty, are the same when instant, user and feature are.
    /// </summary>
    public string? Id { get; init; }
}
