using HealthScoring.Tracking;

namespace HealthScoring.Hosting;

/// <summary>Turns what tracking reports of a customer into events to store.</summary>
internal static class HealthEvents
{
    public static IReadOnlyList<HealthEvent> Of(string scoring, string customerId, TrackedScore tracked)
    {
        var events = new List<HealthEvent>(tracked.Events.Count + tracked.DueActions.Count);
        foreach (TrackingEvent happened in tracked.Events)
        {
            events.Add(new()
            {
                Scoring = scoring,
                CustomerId = customerId,
                AsOf = tracked.State.AsOf,
                Ordinal = events.Count,
                Kind = KindOf(happened.Kind),
                Text = happened.ToString(),
                FromTier = happened.FromTier,
                ToTier = happened.ToTier,
                FromScore = happened.FromScore,
                ToScore = happened.ToScore,
                Metric = happened.Metric,
            });
        }
        foreach (DueAction due in tracked.DueActions)
        {
            events.Add(new()
            {
                Scoring = scoring,
                CustomerId = customerId,
                AsOf = tracked.State.AsOf,
                Ordinal = events.Count,
                Kind = HealthEventKind.ActionDue,
                Text = due.ToString(),
                ToTier = tracked.Tier,
                ToScore = tracked.Score.Value,
                Action = due.Name,
            });
        }
        return events;
    }

    private static HealthEventKind KindOf(TrackingEventKind kind) => kind switch
    {
        TrackingEventKind.ProfileChanged => HealthEventKind.ProfileChanged,
        TrackingEventKind.BecameUnscored => HealthEventKind.BecameUnscored,
        TrackingEventKind.BecameScored => HealthEventKind.BecameScored,
        TrackingEventKind.TierChanged => HealthEventKind.TierChanged,
        TrackingEventKind.ScoreDropped => HealthEventKind.ScoreDropped,
        TrackingEventKind.ScoreRose => HealthEventKind.ScoreRose,
        TrackingEventKind.WentStale => HealthEventKind.WentStale,
        TrackingEventKind.DataLost => HealthEventKind.DataLost,
        TrackingEventKind.DataReturned => HealthEventKind.DataReturned,
        TrackingEventKind.LossAccepted => HealthEventKind.LossAccepted,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
