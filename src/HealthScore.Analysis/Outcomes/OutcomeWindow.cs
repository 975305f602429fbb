using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>
/// When an outcome counts for a score: after the embargo, which leaves time to act and keeps out what was decided already, and within the horizon
/// that begins then.
/// </summary>
public sealed record OutcomeWindow
{
    /// <summary>Creates a window.</summary>
    /// <param name="horizon">How long outcomes count, more than 0.</param>
    /// <param name="embargo">How long right after a score they do not, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="horizon"/> is not more than 0, <paramref name="embargo"/> is negative, or one of them is longer than 36,500 days.
    /// </exception>
    public OutcomeWindow(TimeSpan horizon, TimeSpan embargo = default)
    {
        if (horizon <= TimeSpan.Zero || horizon > Duration.Longest)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is more than 0, and at most 36,500 days.");
        if (embargo < TimeSpan.Zero || embargo > Duration.Longest)
            throw new ArgumentOutOfRangeException(nameof(embargo), embargo, "An embargo is 0 or more, and at most 36,500 days.");
        (Horizon, Embargo) = (horizon, embargo);
    }

    /// <summary>How long outcomes count.</summary>
    public TimeSpan Horizon { get; }

    /// <summary>How long right after a score they do not.</summary>
    public TimeSpan Embargo { get; }

    /// <summary>The window in a line.</summary>
    /// <returns>As in <c>within 90 days, after 14 days</c>.</returns>
    public override string ToString() =>
        $"within {Duration.Text(Horizon)}{(Embargo == TimeSpan.Zero ? "" : $", after {Duration.Text(Embargo)}")}";

    /// <summary>When the outcome came next after a score, whether within the window or not; null where it did not, as far as is known.</summary>
    internal static DateTimeOffset? NextAfter(DateTimeOffset asOf, CustomerHistory? history, Outcome outcome) =>
        (outcome == Outcome.Churned ? [history?.Churned] : history?.Expanded.Select(expansion => (DateTimeOffset?)expansion.At) ?? [])
            .Where(time => time > asOf).Min();

    /// <summary>Says what a customer's history makes of a score; the first that holds counts.</summary>
    /// <param name="asOf">The time of the score.</param>
    /// <param name="history">The customer's history, as it was known; null before the first began.</param>
    /// <param name="outcome">What is asked for.</param>
    internal RowStatus Judge(DateTimeOffset asOf, CustomerHistory? history, Outcome outcome)
    {
        DateTimeOffset start = asOf + Embargo, end = start + Horizon;
        if (history is null || history.Since > asOf)
            return RowStatus.NotYetCustomer;
        if (history.Churned <= asOf)
            return RowStatus.GoneBefore;
        if (history.Churned <= start)
            return RowStatus.TooSoon;
        bool left = history.Churned <= end;
        bool happened = outcome == Outcome.Churned ? left : history.Expanded.Any(expansion => expansion.At > start && expansion.At <= end);
        return happened ? RowStatus.Event : left || history.Churned > end || history.ObservedUntil >= end ? RowStatus.NoEvent : RowStatus.NotYetKnown;
    }
}
