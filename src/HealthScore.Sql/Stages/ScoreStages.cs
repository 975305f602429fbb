using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>
/// A plan as stages: the arithmetic of the documentation's page on semantics, operation by operation and in the same order. Each step reads what
/// the steps before it gave.
/// </summary>
internal static class ScoreStages
{
    public static ScoreColumns Write(StageWriter writer, SourceColumns source)
    {
        writer.Add(source.Stage);
        MeasuredColumns measured = JudgeStage.Judge(writer, source);
        ScorecardChoice choice = ScorecardChoice.Choose(writer, measured, source.NamedSegment);
        var guard = new GuardStages(writer, choice);
        var rank = new RankStages(writer, choice);

        Stage earned = writer.NewStage("points", "Points by the curves, and which guardrails match.");
        StageColumn[] points = new EarnStages(writer, choice, measured).Earn(earned);
        var matched = new MatchedColumns();
        guard.Match(earned, measured, matched);

        Stage sums = writer.NewStage("sums", "Sums of each dimension's points and weights.");
        StageColumn? complete = rank.Require(sums, points);
        Stage means = writer.NewStage("means", "Means of the dimensions, and the coverage.");
        CombinedColumns[] combined = CombineDimensions(writer, choice, measured, points, sums, means);
        var cover = new CoverExpression(writer.Sql, measured, combined);
        StageColumn coverage = means.Add(writer.Take("coverage"), choice.PerScorecard(cover.Of));
        CombinedColumns[] dimensions = RequireCoverage(writer, choice, cover, combined);

        guard.Match(measured, dimensions, matched);

        Stage sum = writer.NewStage("sum", "The sum of the dimensions, and the limits that guardrails set.");
        CombinedColumns unguarded = CombineScore(writer, choice, dimensions, sum);
        LimitColumns limits = guard.Limit(sum, matched);
        StageColumn guarded = guard.Guard(limits, unguarded.Points);
        StageColumn score = rank.Score(guarded, complete, coverage, limits.Withheld);
        StageColumn tier = rank.Rank(score);
        return new(choice, measured, points, matched, coverage, dimensions, unguarded, score, tier);
    }

    private static CombinedColumns[] CombineDimensions(
        StageWriter writer, ScorecardChoice choice, MeasuredColumns measured, StageColumn[] points, Stage sums, Stage means)
    {
        Stage results = writer.NewStage("dimensions", "Dimensions, none outside of its own parts.");
        var combine = new CombineStages(writer, choice, sums, means, results);
        return [.. writer.Plan.Base.Dimensions.Select(dimension => combine.Combine(ColumnNames.Stem(dimension.Name), dimension.Formula,
            dimension.IsBounded, scorecard => Parts.OfDimension(scorecard.Dimensions[dimension.Index], measured, points)))];
    }

    /// <summary>Leaves out dimensions with too little data of their metrics.</summary>
    private static CombinedColumns[] RequireCoverage(
        StageWriter writer, ScorecardChoice choice, CoverExpression cover, CombinedColumns[] dimensions)
    {
        if (!writer.Plan.Base.Dimensions.Any(dimension => dimension.AsksForCoverage))
            return dimensions;
        FragmentWriter sql = writer.Sql;
        Stage stage = writer.NewStage("covered", "Dimensions with enough data.");
        return [.. dimensions.Select((combined, i) => !writer.Plan.Base.Dimensions[i].AsksForCoverage ? combined : combined with
        {
            Points = stage.Add(writer.Take($"{ColumnNames.Stem(writer.Plan.Base.Dimensions[i].Name)}_covered"), choice.PerScorecard(scorecard =>
                sql.Case(sql.Of($"{cover.Of(scorecard, scorecard.Dimensions[i])} >= {scorecard.Dimensions[i].LeastCoverage}"),
                    sql.Of($"{combined.Points}"), sql.NoNumber))),
        })];
    }

    private static CombinedColumns CombineScore(StageWriter writer, ScorecardChoice choice, CombinedColumns[] dimensions, Stage sum)
    {
        Stage mean = writer.NewStage("mean", "The mean of the dimensions.");
        Stage unguarded = writer.NewStage("unguarded", "The score before guardrails.");
        return new CombineStages(writer, choice, sum, mean, unguarded).Combine("score", writer.Plan.Base.Formula, bounded: true,
            scorecard => Parts.OfScore(scorecard, dimensions));
    }
}
