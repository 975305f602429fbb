using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>A drop below the highest score of the window, or a rise above the lowest, and the days that may still matter.</summary>
/// <param name="Days">By rising day; falling scores for highs, rising ones for lows.</param>
/// <param name="Event">What is reported, or null.</param>
internal readonly record struct WindowMove(List<DayScore> Days, TrackingEvent? Event)
{
    /// <param name="highs">The highest scores before.</param>
    /// <param name="score">The score now.</param>
    /// <param name="isHeld">Whether the score lacks data, so that it cannot be compared with earlier ones.</param>
    public static WindowMove Drop(List<DayScore> highs, HealthScore score, bool isHeld) =>
        Follow(highs, isHeld, score, score.Plan.Profile.Tracking.Drop, TrackingEventKind.ScoreDropped);

    /// <inheritdoc cref="Drop"/>
    public static WindowMove Rise(List<DayScore> lows, HealthScore score, bool isHeld) =>
        Follow(lows, isHeld, score, score.Plan.Profile.Tracking.Rise, TrackingEventKind.ScoreRose);

    private static WindowMove Follow(List<DayScore> days, bool isHeld, HealthScore score, double? limit, TrackingEventKind kind)
    {
        if (limit is null)
            return new([], null);
        DateOnly today = DateOnly.FromDateTime(score.AsOf.UtcDateTime);
        TimeSpan window = score.Plan.Profile.Tracking.Window;
        List<DayScore> kept = [.. days.Where(day => today.DayNumber - day.Day.DayNumber < window.Days)];
        if (score.Value is not { } value || isHeld)
            return new(kept, null);
        // The first is the most extreme: what a later day has reached, an earlier day says no more.
        if (kept.Count > 0 && Below(value, kept[0].Score, kind) >= score.Precision.Least(limit.Value))
            return new([new(today, value)], Told(kind, kept[0].Score, value, score.Precision, window));
        kept.RemoveAll(day => Below(value, day.Score, kind) <= 0);
        if (kept.Count == 0 || kept[^1].Day != today)
            kept.Add(new(today, value));
        return new(kept, null);
    }

    /// <summary>By how much a score is below an earlier one, or above it where rises are looked for.</summary>
    private static double Below(double score, double earlier, TrackingEventKind kind) =>
        kind == TrackingEventKind.ScoreDropped ? earlier - score : score - earlier;

    private static TrackingEvent Told(TrackingEventKind kind, double from, double to, Precision precision, TimeSpan window) =>
        new(kind, $"from {precision.Text(from)} to {precision.Text(to)} within {Duration.Text(window)}")
        {
            Points = Below(to, from, kind),
            FromScore = from,
            ToScore = to,
        };
}
