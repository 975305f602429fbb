using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What each metric adds to the score, and what it fails to add.</summary>
internal sealed class ContributionStages
{
    private readonly StagePlan _plan;
    private readonly ScoreStages _score;
    private readonly FragmentWriter _sql;

    public ContributionStages(StagePlan plan, ScoreStages score)
    {
        (_plan, _score, _sql) = (plan, score, plan.Sql);
        Stage shares = plan.NewStage("shares", "What one point of each metric adds to the score.");
        Stage added = plan.NewStage("added", "What each metric added, and could have added.");
        Stage lost = plan.NewStage("lost", "What each metric lost.");
        int count = plan.Profile.Base.Metrics.Length;
        (Added, Lost) = (new StageColumn[count], new StageColumn[count]);
        for (int i = 0; i < count; i++)
        {
            int metric = i;
            StageColumn share = shares.Add(score.Take(metric, "share"), plan.PerScorecard(scorecard => ShareOf(scorecard, metric)));
            Added[i] = added.Add(score.Take(metric, "added"), plan.PerScorecard(scorecard => AddedBy(scorecard, metric, share)));
            StageColumn available = added.Add(score.Take(metric, "available"), plan.PerScorecard(scorecard => AvailableTo(scorecard, metric, share)));
            Fragment difference = _sql.Of($"{available} - {Added[i]}");
            Lost[i] = lost.Add(score.Take(metric, "lost"), _sql.Case(_sql.Of($"{difference} > {0.0}"), difference, _sql.Of($"{0.0}")));
        }
    }

    /// <summary>The points that each metric adds, in canonical order.</summary>
    public StageColumn[] Added { get; }

    /// <summary>The points that each fails to add.</summary>
    public StageColumn[] Lost { get; }

    private Fragment ShareOf(Scorecard scorecard, int metric)
    {
        int dimension = scorecard.Metrics[metric].Dimension;
        Part[] dimensions = _score.DimensionParts(scorecard), metrics = _score.PartsOf(scorecard, dimension);
        int inScore = Array.FindIndex(dimensions, part => part.Points == _score.Dimensions[dimension].Points);
        int inDimension = Array.FindIndex(metrics, part => part.Points == _score.Points[metric]);
        if (!scorecard.Metrics[metric].Counts)
            return _sql.Of($"{0.0}");
        Fragment share = Times(
            ShareOf(dimensions, inScore, _plan.Profile.Base.Formula, _score.Whole), ShareOf(metrics, inDimension, scorecard.Dimensions[dimension].Formula, _score.Dimensions[dimension]));
        return _sql.Case(_sql.Of($"{_score.Points[metric]} IS NULL"), _sql.Of($"{0.0}"), share);
    }

    private Fragment Times(Fragment first, Fragment second) => first.Text == _sql.Of($"{1.0}").Text ? second
        : second.Text == _sql.Of($"{1.0}").Text ? first : _sql.Of($"({first}) * ({second})");

    private Fragment ShareOf(Part[] parts, int place, Formula formula, Joined joined)
    {
        Part part = parts[place];
        Fragment all = _sql.Of($"{1.0}");
        if (formula.Kind == FormulaKind.Points)
            return part.Counts is { } counts ? _sql.Of($"{counts}") : all;
        if (formula.Kind == FormulaKind.WeightedMean)
            return joined.Total is { } total ? _sql.Of($"{_score.Formulas.WeightOf(part)} / {total}") : all;
        if (parts.Length == 1)
            return all;
        Fragment first = _sql.Of($"{part.Points} = {joined.Points}");
        Fragment earlier = FragmentWriter.Join(" OR ", parts.Take(place).Select(other => _sql.Of($"{other.Points} = {joined.Points}")));
        return _sql.Case([.. place == 0 ? Array.Empty<(Fragment, Fragment)>() : [(earlier, _sql.Of($"{0.0}"))], (first, all)], _sql.Of($"{0.0}"));
    }

    private Fragment AddedBy(Scorecard scorecard, int metric, StageColumn share)
    {
        if (!scorecard.Metrics[metric].Counts)
            return _sql.Of($"{0.0}");
        bool tiny = _score.PartsOf(scorecard, scorecard.Metrics[metric].Dimension).Single(part => part.Points == _score.Points[metric]).MayBeTiny;
        Fragment product = _sql.Product(_sql.Of($"{share}"), _sql.Of($"{_score.Points[metric]}"), tiny);
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Of($"{product} + {0.0}"));
    }

    private Fragment AvailableTo(Scorecard scorecard, int metric, StageColumn share)
    {
        if (!scorecard.Metrics[metric].Counts)
            return _sql.Of($"{0.0}");
        if (scorecard.Dimensions[scorecard.Metrics[metric].Dimension].Formula.Kind != FormulaKind.Points)
            return _sql.Of($"{share} * {100.0}");
        double highest = scorecard.Metrics[metric].Curve.HighestPoints;
        Fragment most = _sql.Greatest([_sql.Of($"{highest}"), _sql.Of($"{_score.Points[metric]}")]);
        bool tiny = CurveExpression.MayBeTiny(highest) || CurveExpression.MayBeTiny(scorecard.Metrics[metric].Curve) || CurveExpression.MayBeTiny((scorecard.Metrics[metric].MissingPoints ?? 0));
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Product(_sql.Of($"{share}"), most, tiny));
    }
}
