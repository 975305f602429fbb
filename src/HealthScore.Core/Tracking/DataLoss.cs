using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>What a customer had a value of at the score before and has none now: a source that is down must not look like good news.</summary>
/// <param name="Known">What has a value, in ordinal order.</param>
/// <param name="Lost">What is lost, in ordinal order.</param>
/// <param name="Accepted">What has been given up, and has had no value since, in ordinal order.</param>
/// <param name="Events">What is reported.</param>
/// <param name="HasAccepted">Whether scores from here on are compared anew, because a loss is taken for what the customer is.</param>
internal readonly record struct DataLoss(
    List<string> Known, List<LostMetric> Lost, List<LostMetric> Accepted, List<TrackingEvent> Events, bool HasAccepted)
{
    public bool Any => Lost.Count > 0;

    /// <summary>Whether something is lost that was not lost at the score before.</summary>
    public bool HasNew => Events.Exists(happened => happened.Kind == TrackingEventKind.DataLost);

    public IReadOnlyList<string> Names => Array.AsReadOnly([.. Lost.Select(lost => lost.Metric)]);

    public static DataLoss Follow(TrackingState? previous, HealthScore score)
    {
        var loss = new DataLoss([], [], [], [], HasAccepted: false);
        TimeSpan limit = score.Plan.Profile.Tracking.AcceptLossAfter;
        if (limit == TimeSpan.Zero)
            return loss;
        Dictionary<string, MissingMetric> missing = score.Missing.ToDictionary(metric => metric.Metric, StringComparer.Ordinal);
        HashSet<string> known = [.. previous?.Data.Known ?? []];
        var lost = (previous?.Data.Lost ?? []).ToDictionary(metric => metric.Metric, metric => metric.Since, StringComparer.Ordinal);
        var accepted = (previous?.Data.Accepted ?? []).ToDictionary(metric => metric.Metric, metric => metric.Since, StringComparer.Ordinal);
        foreach (string metric in score.Plan.Tracked)
        {
            bool wasLost = lost.TryGetValue(metric, out DateTime since);
            if (!missing.TryGetValue(metric, out MissingMetric? now))
            {
                loss.Known.Add(metric);
                if (wasLost || accepted.TryGetValue(metric, out since))
                    loss.Tell(TrackingEventKind.DataReturned, metric, $"after {Number.Age(Duration.Days(score.AsOf - since))}");
            }
            // What has gone stale is a value that the profile no longer wants.
            else if (now.Reason != MissingReason.Stale && (wasLost || known.Contains(metric)))
            {
                loss = loss.Without(now, wasLost ? since : score.AsOf.UtcDateTime, isNew: !wasLost, score.AsOf, limit);
            }
            else if (now.Reason != MissingReason.Stale && accepted.TryGetValue(metric, out since))
            {
                loss.Accepted.Add(new(metric, since));
            }
        }
        return loss;
    }

    private DataLoss Without(MissingMetric metric, DateTime since, bool isNew, DateTimeOffset asOf, TimeSpan limit)
    {
        if (isNew)
            Tell(TrackingEventKind.DataLost, metric.Metric, metric.Why);
        if (asOf - since < limit)
        {
            Lost.Add(new(metric.Metric, since));
            return this;
        }
        Accepted.Add(new(metric.Metric, since));
        Tell(TrackingEventKind.LossAccepted, metric.Metric, $"missing for {Number.Age(Duration.Days(asOf - since))}");
        return this with { HasAccepted = true };
    }

    private void Tell(TrackingEventKind kind, string metric, string reason) => Events.Add(new(kind, reason) { Metric = metric });
}
