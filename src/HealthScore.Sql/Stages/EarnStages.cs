using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Each metric's points: earned by its curve, and blended with its policy's points where its value has faded.</summary>
internal sealed class EarnStages(StageWriter writer, ScorecardChoice choice, MeasuredColumns measured)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes each metric's points, in canonical order; NULL where it does not count.</summary>
    /// <param name="earned">Takes the points that the curves give.</param>
    public StageColumn[] Earn(Stage earned)
    {
        Stage? blended = null;
        var points = new StageColumn[writer.Plan.Base.Metrics.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int metric = i;
            MetricPlan plan = writer.Plan.Base.Metrics[i];
            Fragment otherwise = plan.MissingPoints is { } missing ? _sql.Of($"{missing}") : _sql.NoNumber;
            points[i] = earned.Add(writer.Take(i, plan.Blends ? "fresh_points" : "points"), choice.PerScorecard(scorecard =>
                CurveExpression.Of(_sql, scorecard.Metrics[metric].Curve, measured.Asked[metric], otherwise)));
            if (plan.Blends)
            {
                blended ??= writer.NewStage("blended", "Points of faded values, the rest of which counts as missing.");
                points[i] = blended.Add(writer.Take(i, "points"), Blend(i, points[i], plan.MissingPoints.GetValueOrDefault()));
            }
        }
        return points;
    }

    private Fragment Blend(int metric, StageColumn points, double missing)
    {
        StageColumn fresh = measured.Freshness[metric]!;
        bool tiny = CurveExpression.MayBeTiny(missing)
            || writer.Plan.Scorecards.Any(scorecard => CurveExpression.MayBeTiny(scorecard.Metrics[metric].Curve));
        Fragment own = _sql.Of($"{points}"), others = _sql.Of($"{missing}");
        Fragment blend = _sql.Of($"{_sql.Product(_sql.Of($"{fresh}"), own, tiny)} + {_sql.Product(_sql.Of($"({1.0} - {fresh})"), others, tiny)}");
        Fragment within = _sql.Least([_sql.Greatest([blend, _sql.Least([own, others])]), _sql.Greatest([own, others])]);
        return _sql.Case(_sql.Of($"{measured.Values[metric]} IS NULL"), others, within);
    }
}
