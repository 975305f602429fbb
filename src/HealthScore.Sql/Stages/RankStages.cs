using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Ranks a guarded score: whether the customer has one, and its tier.</summary>
internal sealed class RankStages(StageWriter writer, ScorecardChoice choice)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes whether all required values are there: 1 or 0; <see langword="null"/> where no scorecard requires any.</summary>
    public StageColumn? Require(Stage stage, StageColumn[] points) =>
        writer.Plan.Scorecards.All(scorecard => scorecard.Required.Length == 0) ? null
        : stage.Add(writer.Take("complete"), choice.PerScorecard(scorecard =>
            _sql.NoneOf(scorecard.Required.Select(metric => _sql.Of($"{points[metric.Index]} IS NULL")))));

    /// <summary>Writes the score; NULL where the customer is unscored.</summary>
    public StageColumn Score(StageColumn guarded, StageColumn? complete, StageColumn coverage, StageColumn? withheld)
    {
        Stage stage = writer.NewStage("scored", "The score: none without data, with too little of it, or where it is withheld.");
        Fragment?[] reasons =
        [
            complete is null ? null : _sql.Of($"{complete} = {0}"),
            writer.Plan.Base.AsksForCoverage ? _sql.Of($"{coverage} < {writer.Plan.Base.LeastCoverage}") : null,
            withheld is null ? null : _sql.Of($"{withheld} = {1}"),
        ];
        return reasons.OfType<Fragment>().ToArray() is { Length: > 0 } given
            ? stage.Add(writer.Take("score"), _sql.Case(FragmentWriter.Join(" OR ", given), _sql.NoNumber, _sql.Of($"{guarded}"))) : guarded;
    }

    /// <summary>Writes the tier's index; NULL where the customer is unscored.</summary>
    public StageColumn Rank(StageColumn score) => writer.NewStage("tiers", "The tier by its place, from 0.")
        .Add(writer.Take("tier_index"), choice.PerScorecard(scorecard => _sql.Case(
            [.. scorecard.TierCuts.Index().Reverse().Select(cut => (_sql.Of($"{score} >= {cut.Item}"), _sql.Of($"{cut.Index}")))],
            FragmentWriter.Word("NULL"))));
}
