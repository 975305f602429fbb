using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds the smallest equal effort on some metrics of a customer that reaches a tier.</summary>
internal sealed class EffortSearch(HealthScore score, int tier, int[] columns)
{
    private readonly EffortPlan[] _plans = [.. columns.Select(column => new EffortPlan(score, column))];

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
        ProfileMetric metric = score.Scorecard.Metrics[plan.Column].Source;
        double value = score.Row.Values[plan.Column];
        return new(metric, double.IsNaN(value) ? null : value, plan.Value(effort), plan.Points(effort), plan.Values(effort));
    }

    private HealthScore Outcome(double effort)
    {
        Plan plan = score.Plan;
        var row = new RowBuilder(plan);
        for (int i = 0; i < plan.Columns.Length; i++)
            row.Set(i, score.Row.Measured(i));
        foreach (EffortPlan effortPlan in _plans)
            row.Set(effortPlan.Column, new(effortPlan.Value(effort), score.AsOf));
        foreach (int fault in score.Row.Faults.Except(columns))
            row.SetFault(fault);
        string[] worked = [.. columns.Select(column => plan.Columns[column])];
        MissingMetric[] missing = [.. score.Missing.Where(metric => !worked.Contains(metric.Metric))];
        return new(row.Build(score.AsOf).Score(score.NamedSegment), Array.AsReadOnly(missing), score.SegmentFault);
    }
}
