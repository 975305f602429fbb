using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds the smallest equal effort on some metrics of a customer that reaches a tier.</summary>
internal sealed class EffortSearch(HealthScore score, int tier, int[] columns)
{
    private readonly EffortPlan[] _plans = [.. columns.Select(column => new EffortPlan(score.Scorecard, column, score.Row.Values[column]))];

    public EqualEffort Find()
    {
        double? effort = Smallest();
        double tried = effort ?? 1;
        EffortStep[] steps = [.. _plans.Select(plan => Step(plan, tried))];
        return new(score, tier, effort, Array.AsReadOnly(steps), Outcome(tried));
    }

    /// <summary>
    /// While no condition changes its mind more effort never hurts, so each such run of efforts is searched by halving, from the least on.
    /// </summary>
    private double? Smallest()
    {
        double[] turns = [0, .. _plans.SelectMany(plan => plan.Turns(Attempt.Bounds(score.Plan, plan.Column)))
            .Where(turn => turn is > 0 and <= 1).Distinct().Order()];
        var attempt = new Attempt(score);
        bool Reaches(double effort)
        {
            foreach (EffortPlan plan in _plans)
                attempt.Set(plan.Column, plan.Value(effort));
            return attempt.Tier() >= tier;
        }

        for (int i = 0; i < turns.Length; i++)
        {
            double last = i + 1 < turns.Length ? Math.BitDecrement(turns[i + 1]) : 1;
            if (Reaches(last))
                return Curve.Boundary(turns[i], last, Reaches);
        }
        return null;
    }

    private EffortStep Step(EffortPlan plan, double effort)
    {
        ProfileMetric metric = score.Scorecard.Metrics[plan.Column];
        double value = score.Row.Values[plan.Column];
        return new(metric, double.IsNaN(value) ? null : value, plan.Value(effort), plan.Points(effort), plan.Values(effort));
    }

    private HealthScore Outcome(double effort)
    {
        Plan profile = score.Plan;
        var values = new double[profile.Columns.Length];
        var observed = new DateTimeOffset?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Measurement measured = score.Row.Measurement(i);
            (values[i], observed[i]) = (measured.Value ?? double.NaN, measured.ObservedAt);
        }
        foreach (EffortPlan plan in _plans)
            (values[plan.Column], observed[plan.Column]) = (plan.Value(effort), score.AsOf);
        string[] worked = [.. columns.Select(column => profile.Columns[column])];
        MissingMetric[] missing = [.. score.Missing.Where(metric => !worked.Contains(metric.Metric))];
        var row = new MeasuredRow(profile, values, observed, score.AsOf);
        return new(profile, row, Array.AsReadOnly(missing), score.NamedSegment, score.Segment.Exception, decision: null, overrideFault: null);
    }
}
