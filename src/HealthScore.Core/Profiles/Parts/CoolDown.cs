using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How long an action that was due for a customer is not due again: a time, or as long as the customer stays in its tier.</summary>
/// <remarks>Only tracking knows what was due before; a score by itself lists every action that is due now.</remarks>
public sealed class CoolDown
{
    internal const string UntilTierChangesText = "untilTierChanges";

    private CoolDown(TimeSpan? time) => Time = time;

    /// <summary>The action is not due again until the customer's tier has changed.</summary>
    public static CoolDown UntilTierChanges { get; } = new(time: null);

    /// <summary>How long, or <see langword="null"/> for <see cref="UntilTierChanges"/>.</summary>
    public TimeSpan? Time { get; }

    /// <summary>The action is not due again for a time, counted from when it was due.</summary>
    /// <param name="time">The time, whole hours from 1 hour to 36,500 days. Checked when the profile is built.</param>
    /// <returns>The cool-down.</returns>
    public static CoolDown For(TimeSpan time) => new(time);

    /// <summary>The cool-down as a profile spells it.</summary>
    /// <returns>As in <c>30 days</c> or <c>untilTierChanges</c>.</returns>
    public override string ToString() => Time is { } time ? Duration.Text(time) : UntilTierChangesText;
}
