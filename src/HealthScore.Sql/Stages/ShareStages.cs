using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What each metric adds to the score, and what it fails to add.</summary>
internal sealed class ShareStages(StageWriter writer, ScoreColumns score)
{
    private readonly FragmentWriter _sql = writer.Sql;

    public ContributionColumns Share()
    {
        Stage shares = writer.NewStage("shares", "What one point of each metric adds to the score.");
        Stage added = writer.NewStage("added", "What each metric added, and could have added.");
        Stage lost = writer.NewStage("lost", "What each metric lost.");
        var contributions = new ContributionColumns(new StageColumn[score.Points.Length], new StageColumn[score.Points.Length]);
        for (int i = 0; i < score.Points.Length; i++)
        {
            int metric = i;
            StageColumn share = shares.Add(writer.Take(i, "share"), PerScorecard(metric, scorecard => ShareOf(scorecard, metric)));
            StageColumn adds = added.Add(writer.Take(i, "added"), PerScorecard(metric, scorecard => AddedBy(scorecard, metric, share)));
            StageColumn available = added.Add(writer.Take(i, "available"), PerScorecard(metric, scorecard => AvailableTo(scorecard, metric, share)));
            Fragment difference = _sql.Of($"{available} - {adds}");
            contributions.Added[i] = adds;
            contributions.Lost[i] = lost.Add(writer.Take(i, "lost"), _sql.Case(_sql.Of($"{difference} > {0.0}"), difference, _sql.Of($"{0.0}")));
        }
        return contributions;
    }

    /// <summary>What the scorecards say that count a metric; the others say 0.</summary>
    private Fragment PerScorecard(int metric, Func<Scorecard, Fragment> say) =>
        score.Choice.PerScorecard(scorecard => scorecard.Metrics[metric].Counts ? say(scorecard) : _sql.Of($"{0.0}"));

    private Fragment ShareOf(Scorecard scorecard, int metric)
    {
        int index = scorecard.Metrics[metric].Dimension;
        CombinedColumns dimension = score.Dimensions[index];
        Fragment ofDimension = ShareOf(scorecard, score.Unguarded, dimension.Points, scorecard.Formula);
        Fragment ofMetric = ShareOf(scorecard, dimension, score.Points[metric], scorecard.Dimensions[index].Formula);
        Fragment absent = _sql.Of($"{score.Points[metric]} IS NULL");
        if (scorecard.Dimensions[index].AsksForCoverage)
            absent = _sql.Of($"{absent} OR {dimension.Points} IS NULL");
        return _sql.Case(absent, _sql.Of($"{0.0}"), Times(ofDimension, ofMetric));
    }

    private Fragment Times(Fragment first, Fragment second) => first.Text == _sql.Of($"{1.0}").Text ? second
        : second.Text == _sql.Of($"{1.0}").Text ? first : _sql.Of($"({first}) * ({second})");

    /// <summary>What one point of a part, which its points identify, adds to what it is combined into.</summary>
    private Fragment ShareOf(Scorecard scorecard, CombinedColumns combined, StageColumn points, Formula formula)
    {
        Part[] parts = combined.Parts[scorecard];
        int index = Array.FindIndex(parts, part => part.Points == points);
        Part part = parts[index];
        Fragment all = _sql.Of($"{1.0}");
        if (formula.Kind == FormulaKind.Points)
            return part.Counts is { } counts ? _sql.Of($"{counts}") : all;
        if (formula.Kind == FormulaKind.WeightedMean)
            return combined.Total is { } total ? _sql.Of($"{part.CountedWeight(_sql)} / {total}") : all;
        if (parts.Length == 1)
            return all;
        Fragment first = _sql.Of($"{part.Points} = {combined.Points}");
        Fragment earlier = FragmentWriter.Join(" OR ", parts.Take(index).Select(other => _sql.Of($"{other.Points} = {combined.Points}")));
        return _sql.Case([.. index == 0 ? Array.Empty<(Fragment, Fragment)>() : [(earlier, _sql.Of($"{0.0}"))], (first, all)], _sql.Of($"{0.0}"));
    }

    private Fragment AddedBy(Scorecard scorecard, int metric, StageColumn share)
    {
        CombinedColumns dimension = score.Dimensions[scorecard.Metrics[metric].Dimension];
        bool tiny = dimension.Parts[scorecard].Single(part => part.Points == score.Points[metric]).MayBeTiny;
        Fragment product = _sql.Product(_sql.Of($"{share}"), _sql.Of($"{score.Points[metric]}"), tiny);
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Of($"{product} + {0.0}"));
    }

    private Fragment AvailableTo(Scorecard scorecard, int metric, StageColumn share)
    {
        MetricPlan plan = scorecard.Metrics[metric];
        if (plan.MostPoints is not { } highest)
            return _sql.Of($"{share} * {100.0}");
        Fragment most = _sql.Greatest([_sql.Of($"{highest}"), _sql.Of($"{score.Points[metric]}")]);
        bool tiny = CurveExpression.MayBeTiny(highest) || CurveExpression.MayBeTiny(plan.Curve)
            || CurveExpression.MayBeTiny(plan.MissingPoints ?? 0);
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Product(_sql.Of($"{share}"), most, tiny));
    }
}
