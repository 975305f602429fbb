using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Ranks a guarded score: whether the customer has one, and its tier.</summary>
internal sealed class RankStages(StageWriter writer, ScorecardChoice choice)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes whether all required values are there: 1 or 0; <see langword="null"/> where no scorecard requires any.</summary>
    public StageColumn? Require(Stage stage, MeasuredColumns measured)
    {
        if (!choice.Scorecards.Any(scorecard => Required(scorecard).Any()))
            return null;
        return stage.Add(writer.Take("complete"), choice.PerScorecard(scorecard =>
            Required(scorecard).Select(i => _sql.Of($"{measured.Values[i]} IS NULL")).ToArray() is { Length: > 0 } missing
                ? _sql.Case(FragmentWriter.Join(" OR ", missing), _sql.Of($"{0}"), _sql.Of($"{1}")) : _sql.Of($"{1}")));
    }

    /// <summary>Writes the score; NULL where the customer is unscored.</summary>
    public StageColumn Score(StageColumn guarded, StageColumn? complete, StageColumn coverage, StageColumn? withheld)
    {
        Stage stage = writer.NewStage("scored", "The score: none without data, with too little of it, or where it is withheld.");
        double minimum = writer.Plan.Profile.MinimumCoverage;
        Fragment?[] reasons =
        [
            complete is null ? null : _sql.Of($"{complete} = {0}"),
            minimum > 0 ? _sql.Of($"{coverage} < {minimum - Scorecard.Tolerance}") : null,
            withheld is null ? null : _sql.Of($"{withheld} = {1}"),
        ];
        return reasons.OfType<Fragment>().ToArray() is { Length: > 0 } given
            ? stage.Add(writer.Take("score"), _sql.Case(FragmentWriter.Join(" OR ", given), _sql.NoNumber, _sql.Of($"{guarded}"))) : guarded;
    }

    /// <summary>Writes the tier's index; NULL where the customer is unscored.</summary>
    public StageColumn Rank(StageColumn score) => writer.NewStage("tiers", "The tier by its place, from 0.")
        .Add(writer.Take("tier_index"), choice.PerScorecard(scorecard => _sql.Case(
            [.. Enumerable.Range(0, scorecard.Tiers.Count).Reverse().Select(i => (_sql.Of($"{score} >= {scorecard.Tiers[i].From}"), _sql.Of($"{i}")))],
            FragmentWriter.Word("NULL"))));

    private static IEnumerable<int> Required(Scorecard scorecard) => Enumerable.Range(0, scorecard.Metrics.Length)
        .Where(i => scorecard.Metrics[i].Missing.Kind == MissingPolicyKind.Required && scorecard.Counts(i));
}
