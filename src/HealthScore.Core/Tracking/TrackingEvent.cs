using System.Diagnostics;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Something that happened between two scores of a customer, and why.</summary>
/// <remarks>Properties that do not apply to the kind are <see langword="null"/>.</remarks>
public sealed class TrackingEvent
{
    internal TrackingEvent(TrackingEventKind kind, string? reason = null) => (Kind, Reason) = (kind, reason);

    /// <summary>What happened.</summary>
    public TrackingEventKind Kind { get; }

    /// <summary>
    /// The tier before: of <see cref="TrackingEventKind.TierChanged"/>, <see cref="TrackingEventKind.BecameUnscored"/> and
    /// <see cref="TrackingEventKind.BecameScored"/>, where it is the last one there was, or <see langword="null"/> where there was none.
    /// </summary>
    public string? FromTier { get; internal init; }

    /// <summary>The tier now: of <see cref="TrackingEventKind.TierChanged"/> and <see cref="TrackingEventKind.BecameScored"/>.</summary>
    public string? ToTier { get; internal init; }

    /// <summary>
    /// By how many points, 0 or more: how much the score dropped or rose, or how far it lies beyond the cut-off between the tiers where it
    /// changed the tier by itself.
    /// </summary>
    public double? Points { get; internal init; }

    /// <summary>
    /// The score compared with, 0 to 100: the highest of the window of a <see cref="TrackingEventKind.ScoreDropped"/>, the lowest of a
    /// <see cref="TrackingEventKind.ScoreRose"/>.
    /// </summary>
    public double? FromScore { get; internal init; }

    /// <summary>The score now, 0 to 100, of a <see cref="TrackingEventKind.ScoreDropped"/> or <see cref="TrackingEventKind.ScoreRose"/>.</summary>
    public double? ToScore { get; internal init; }

    /// <summary>
    /// The metric of a <see cref="TrackingEventKind.WentStale"/>; the metric or signal of a <see cref="TrackingEventKind.DataLost"/>,
    /// <see cref="TrackingEventKind.DataReturned"/> or <see cref="TrackingEventKind.LossAccepted"/>.
    /// </summary>
    public string? Metric { get; internal init; }

    /// <summary>Why, for people, as in <c>5.2 points below 50 for 14 days</c>.</summary>
    public string? Reason { get; }

    /// <summary>What happened, and why.</summary>
    /// <returns>As in <c>tier changed from steady to at-risk: 5.2 points below 50 for 14 days</c>.</returns>
    public override string ToString() => Reason is null ? Fact : $"{Fact}: {Reason}";

    private string Fact => Kind switch
    {
        TrackingEventKind.ProfileChanged => "profile changed",
        TrackingEventKind.BecameUnscored => "became unscored",
        TrackingEventKind.BecameScored => FromTier is null ? $"scored, {ToTier}" : $"scored again, {ToTier}",
        TrackingEventKind.TierChanged => $"tier changed from {FromTier} to {ToTier}",
        TrackingEventKind.ScoreDropped => $"score dropped by {Number.Points(Points.GetValueOrDefault())}",
        TrackingEventKind.ScoreRose => $"score rose by {Number.Points(Points.GetValueOrDefault())}",
        TrackingEventKind.WentStale => $"{Metric} went stale",
        TrackingEventKind.DataLost => $"{Metric} is lost",
        TrackingEventKind.DataReturned => $"{Metric} is back",
        TrackingEventKind.LossAccepted => $"loss of {Metric} accepted",
        _ => throw new UnreachableException(),
    };
}
