using HealthScoring.Changes;
using HealthScoring.Hosting;
using HealthScoring.Paths;
using HealthScoring.Plans;
using HealthScoring.Tracking;

namespace HealthScoring.AspNetCore;

/// <summary>Shows what is stored of one customer. Nothing that an exception said is in it, and raw values only on demand.</summary>
internal static class CustomerViews
{
    private const double GoodFrom = 70;
    private const double FairFrom = 40;

    public static CustomerView Of(string id, PastScore past, HealthScore score, TrackingState state, StoredRun run,
        IEnumerable<HealthEvent> events, IEnumerable<StoredOverride> overrides, bool showValues) => new(
        id, score.AsOf, past.Tier, state.PendingTier, state.PendingSince, state.LostMetrics, score.Value, score.Tier, score.ComputedValue,
        score.ComputedTier, score.Override is not null, past.Weight, score.Segment, score.Coverage,
        [.. score.UnscoredReasons.Select(reason => reason.Kind)],
        [.. score.Dimensions.Select(dimension => new DimensionView(dimension.Name, dimension.Points, dimension.PointsAdded, dimension.Coverage))],
        [.. score.Contributions.OrderByDescending(one => one.PointsLost).ThenBy(one => one.Metric, StringComparer.Ordinal)
            .Select(one => Of(one, showValues))],
        [.. score.Guardrails.Select(match => Of(match, showValues))],
        [.. score.UndecidedGuardrails.Select(guardrail => guardrail.Name)],
        [.. score.Missing.Select(missing => new MissingView(missing.Metric, missing.Reason, missing.AgeInDays, showValues ? missing.Value : null))],
        [.. events.Where(happened => happened.Kind == HealthEventKind.ActionDue).Select(due => Of(due, run.Profile, showValues))],
        [.. overrides.Select(Of)],
        score.ProfileName, score.Fingerprint);

    public static HistoryView Of(IEnumerable<PastScore> scores, IEnumerable<HealthEvent> events) => new(
        [.. scores.Select(past => new PastScoreView(
            past.Score.AsOf, past.Score.Value, past.Tier, past.Score.Segment, past.Weight, past.Score.Override is not null,
            past.Score.Fingerprint))],
        // Without its sentence: what says why a metric is lost may be what an exception said.
        [.. events.Select(happened => new EventView(happened.AsOf, NameOf(happened.Kind), happened.FromTier, happened.ToTier, happened.FromScore,
            happened.ToScore, happened.Metric, happened.Action))]);

    public static ChangeView Of(PastScore before, PastScore after, ScoreChange change, bool showValues) => new(
        Of(before, change.Before), Of(after, change.After), change.Change,
        [.. change.Parts.Select(part => new ChangePartView(part.Kind, part.Name, part.Points, showValues && SaysNoError(part) ? part.Text : null))]);

    public static PathView Of(TierPath path, double? countsFrom, bool showValues) => new(path.Target, path.TargetFrom, path.IsReached, countsFrom,
        // Where the tier is reached, or a faded value would reach it if it were observed again, the value that it takes is the value now.
        [.. path.Steps.Select(step => new PathStepView(step.Metric, step.IsPossible, step.PointsToGain,
            showValues || (!path.IsReached && step.NeededValue != step.Value) ? step.NeededValue : null, showValues ? step.Value : null, step.Unit))],
        [.. path.Blockers.Select(match => Of(match, showValues))]);

    public static SummaryView SummaryOf(PastScore past, HealthScore score)
    {
        // Ordered by name: an order by points lost would tell the weights.
        var counting = score.Scorecard.Metrics.Where(metric => metric.Counts)
            .ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        SummaryMetricView[] known =
        [
            .. score.Contributions.Where(one => one.Value is not null && one.Points is not null && counting.ContainsKey(one.Metric))
                .OrderBy(one => one.Metric, StringComparer.Ordinal)
                .Select(one => new SummaryMetricView(one.Metric, LevelOf(one.Points.GetValueOrDefault(), counting[one.Metric]))),
        ];
        return new(score.AsOf, past.Tier, score.Value is { } value ? Math.Floor(value + (double)score.Precision.Tolerance) : null,
            [.. known.Where(one => one.Level == "good")], [.. known.Where(one => one.Level != "good")],
            [.. score.Contributions.Where(one => one.Value is null).Select(one => one.Metric).Order(StringComparer.Ordinal)]);
    }

    public static OverrideView Of(StoredOverride stored) => new(stored.Id, stored.Override.Score, stored.Override.Tier, stored.Override.Reason,
        stored.Override.Author, stored.Override.From, stored.Override.Until);

    // What says why a value appeared or vanished may be what an exception said.
    private static bool SaysNoError(ScoreChangePart part) => part.Kind
        is ScoreChangeKind.Value or ScoreChangeKind.Freshness or ScoreChangeKind.Guardrail or ScoreChangeKind.Segment or ScoreChangeKind.Profile;

    private static ChangedScoreView Of(PastScore past, HealthScore score) => new(score.AsOf, score.Value, past.Tier, score.Fingerprint);

    private static MetricView Of(Contribution one, bool showValues) => new(one.Metric, one.Dimension, one.Points, one.PointsAdded, one.PointsLost,
        one.Freshness, showValues ? one.Value : null, one.Unit, one.AgeInDays);

    private static GuardrailView Of(GuardrailMatch match, bool showValues) => new(match.Name, match.Description, match.Effect, match.Limit,
        match.Change, showValues ? match.Reason : null);

    public static ActionView Of(HealthEvent due, ScoringProfile profile, bool showValues)
    {
        ActionRule? rule = profile.Actions.FirstOrDefault(rule => rule.Name == due.Action);
        return new(due.Action!, due.AsOf, rule?.Description, rule?.Priority, showValues ? due.Text : null);
    }

    // Where points are added up, or taken off, a metric has a range of its own.
    private static string LevelOf(double points, MetricPlan metric)
    {
        (double least, double most) = metric.MostPoints is { } own ? (metric.Curve.LowestPoints, own) : (0, 100);
        bool Reaches(double percent) => 100 * (points - least) >= percent * (most - least);
        return Reaches(GoodFrom) ? "good" : Reaches(FairFrom) ? "fair" : "poor";
    }

    private static string NameOf(HealthEventKind kind)
    {
        string name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
