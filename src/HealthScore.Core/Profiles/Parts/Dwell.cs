using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How long a customer's score must ask for another tier before the customer is in it: a time, or a number of scores in a row.</summary>
/// <remarks>Checked when the profile is built.</remarks>
public sealed class Dwell
{
    private Dwell(TimeSpan? time, int? scores) => (Time, Count) = (time, scores);

    /// <summary>No dwell: another tier counts at once. The default.</summary>
    public static Dwell None { get; } = For(TimeSpan.Zero);

    /// <summary>How long, or <see langword="null"/> where it is counted in scores.</summary>
    public TimeSpan? Time { get; }

    /// <summary>How many scores in a row, or <see langword="null"/> where it is a time.</summary>
    public int? Count { get; }

    /// <summary>A time from the first score that asks for another tier.</summary>
    /// <param name="time">The time, whole hours up to 36,500 days.</param>
    /// <returns>The dwell.</returns>
    public static Dwell For(TimeSpan time) => new(time, scores: null);

    /// <summary>A number of scores in a row that ask for another tier.</summary>
    /// <param name="count">The number, 1 (at once) to 1,000.</param>
    /// <returns>The dwell.</returns>
    public static Dwell Scores(int count) => new(time: null, count);

    /// <summary>The dwell as a profile spells it.</summary>
    /// <returns>As in <c>14 days</c> or <c>3 scores</c>.</returns>
    public override string ToString() => Time is { } time ? Duration.Text(time) : Duration.Counted(Count.GetValueOrDefault(), "score");

    internal bool IsNone => Time == TimeSpan.Zero || Count == 1;
}
