using HealthScoring.Plans;

namespace HealthScoring.Changes;

/// <summary>
/// Splits the change of a score into parts, along a way of five computed scores: the earlier one; the later measurements by the earlier rules; with
/// the later faults; by the rules of the segment that the measurements choose; and the later score. What an override adds at both ends is a part of
/// its own.
/// </summary>
internal sealed class Attribution
{
    private readonly HealthScore _before;
    private readonly HealthScore _after;
    private readonly LaterRow _later;
    private readonly Evaluation _measured;
    private readonly List<ScoreChangePart> _parts = [];

    private Attribution(HealthScore before, HealthScore after)
    {
        (_before, _after, _later) = (before, after, new(before, after));
        _measured = Evaluate(before.Scorecard);
    }

    /// <summary>The parts, biggest first; none where one of the two is unscored.</summary>
    public static IReadOnlyList<ScoreChangePart> Of(HealthScore before, HealthScore after)
    {
        if (before.Value is null || after.Value is null)
            return [];
        var attribution = new Attribution(before, after);
        attribution.AddParts(before.Value.Value, after.Value.Value);
        return attribution._parts.OrderByDescending(part => Math.Abs(part.Points)).ThenBy(part => part.Kind)
            .ThenBy(part => part.Name, StringComparer.Ordinal).ToArray().AsReadOnly();
    }

    private Evaluation Evaluate(Scorecard scorecard)
    {
        var evaluation = new Evaluation(scorecard);
        RowArithmetic.Score(scorecard, _later.Values, _later.Freshness, evaluation);
        return evaluation;
    }

    private void AddParts(double start, double end)
    {
        int[] faults = LaterFaults();
        Scorecard faulty = _before.Plan.ScorecardOf(_before.Plan.IndexOf(_before.Segment)).WithFaults(faults);
        Scorecard moved = _before.Plan.Choose(_later.Values, _after.NamedSegment).WithFaults(faults);
        double[] way =
        [
            _before.Evaluation.Guarded, _measured.Guarded, Evaluate(faulty).Guarded, Evaluate(moved).Guarded, _after.Evaluation.Guarded,
        ];
        // Only an override scores a customer without data; guardrails and metrics explain nothing then.
        bool explained = !double.IsNaN(way[0]) && !double.IsNaN(way[1]);
        Fill(way);

        AddMetrics(explained);
        if (explained)
            AddGuardrails();
        if (way[2] != way[1])
            _parts.Add(new(ScoreChangeKind.Fault, name: null, way[2] - way[1], ChangeText.Faults(_before.Plan,
                [.. faults.Where(column => _after.Plan.Columns.Contains(_before.Plan.Columns[column]))])));
        (Segment? from, Segment? to) = (_before.Scorecard.Segment, moved.Segment);
        if (from?.Name != to?.Name)
            _parts.Add(new(ScoreChangeKind.Segment, to?.Name, way[3] - way[2], ChangeText.Arrow(ChangeText.NameOf(from), ChangeText.NameOf(to))));
        if (_before.Fingerprint != _after.Fingerprint)
            _parts.Add(new(ScoreChangeKind.Profile, _after.ProfileName, way[4] - way[3], ChangeText.Profiles(_before, _after)));
        double pinned = (end - way[4]) - (start - way[0]);
        if (pinned != 0)
            _parts.Add(ChangeText.Override(_before, _after, pinned));
    }

    /// <summary>
    /// The later faults as columns of the earlier profile. What the later one does not read keeps its fault, as it keeps its value.
    /// </summary>
    private int[] LaterFaults()
    {
        string[] before = _before.Plan.Columns, after = _after.Plan.Columns;
        return
        [
            .. _after.Row.Faults.Select(column => Array.IndexOf(before, after[column])).Where(column => column >= 0)
                .Concat(_before.Row.Faults.Where(column => !after.Contains(before[column]))).Order(),
        ];
    }

    /// <summary>An undefined score is the one before it, so that the next part takes the step over it; at the start, the one after.</summary>
    private static void Fill(double[] way)
    {
        double known = way.FirstOrDefault(score => !double.IsNaN(score));
        for (int i = 0; i < way.Length; i++)
            way[i] = known = double.IsNaN(way[i]) ? known : way[i];
    }

    private void AddMetrics(bool explained)
    {
        Scorecard scorecard = _before.Scorecard;
        MeasuredRow row = _before.Row;
        MetricChange[] changes = MetricChange.Between(
            scorecard.Metrics.Length, (row.Values, _later.Values), (row.Freshness, _later.Freshness));
        double[] effects = explained ? MetricEffects.Of(scorecard, changes, row, _later) : new double[changes.Length];
        for (int i = 0; i < changes.Length; i++)
        {
            (int metric, ScoreChangeKind kind) = changes[i];
            _parts.Add(new(kind, scorecard.Metrics[metric].Name, effects[i], ChangeText.Metric(_before, _later, changes[i])));
        }
    }

    private void AddGuardrails()
    {
        Scorecard scorecard = _before.Scorecard;
        for (int i = 0; i < scorecard.Guardrails.Length; i++)
        {
            (Guardrail rule, ConditionPlan when, _) = scorecard.Guardrails[i];
            (double was, double now) = (_before.Evaluation.GuardrailChanges[i], _measured.GuardrailChanges[i]);
            double points = (double.IsNaN(now) ? 0 : now) - (double.IsNaN(was) ? 0 : was);
            if (points == 0)
                continue;
            string detail = double.IsNaN(was) ? $"on: {ConditionReason.Of(
                    when, _before.Plan, new(_later.Values, _measured.DimensionPoints), _later.Label)}"
                : double.IsNaN(now) ? "off"
                : ChangeText.Instead(rule.Effect, was, now);
            _parts.Add(new(ScoreChangeKind.Guardrail, rule.Name, points, detail));
        }
    }
}
