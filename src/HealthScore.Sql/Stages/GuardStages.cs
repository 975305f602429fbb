using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Guards a score: which guardrails match, the limits they set, and the score within these.</summary>
internal sealed class GuardStages(StageWriter writer, ScorecardChoice choice)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes whether each guardrail matches.</summary>
    public MatchedColumns Match(Stage stage, MeasuredColumns measured) => new(writer.Plan,
    [
        .. writer.Plan.Base.Guardrails.Select(rule => stage.Add(writer.Take($"{ColumnNames.Stem(rule.Rule.Name)}_matched"),
            choice.PerScorecard(scorecard => scorecard.Guardrails.Where(own => own.Rule.Name == rule.Rule.Name)
                .Select(own => _sql.Case(ConditionExpression.Of(_sql, own.Rule.When, measured.Values[own.Column]), _sql.Of($"{1}"), _sql.Of($"{0}")))
                .DefaultIfEmpty(_sql.Of($"{0}")).First()))),
    ]);

    /// <summary>Writes the limits that the matching guardrails set.</summary>
    public LimitColumns Limit(Stage stage, MatchedColumns matched)
    {
        bool Has(GuardrailEffect effect) => choice.Scorecards.Any(scorecard => scorecard.Guardrails.Any(guardrail => guardrail.Rule.Effect == effect));
        StageColumn? cap = !Has(GuardrailEffect.Cap) ? null
            : stage.Add(writer.Take("cap"), choice.PerScorecard(scorecard => FirstOf(matched,
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Cap).OrderBy(guardrail => guardrail.Rule.Limit), 100)));
        StageColumn? floor = !Has(GuardrailEffect.Floor) ? null
            : stage.Add(writer.Take("floor_limit"), choice.PerScorecard(scorecard => FirstOf(matched,
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Floor).OrderByDescending(guardrail => guardrail.Rule.Limit), 0)));
        StageColumn? withheld = !Has(GuardrailEffect.Unscored) ? null
            : stage.Add(writer.Take("withheld"), choice.PerScorecard(scorecard =>
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Unscored)
                    .Select(guardrail => matched.Holds(_sql, guardrail.Rule)).ToArray() is { Length: > 0 } withholding
                ? _sql.Case(FragmentWriter.Join(" OR ", withholding), _sql.Of($"{1}"), _sql.Of($"{0}")) : _sql.Of($"{0}")));
        return new(cap, floor, withheld);
    }

    /// <summary>Writes the score within the limits; no cap is raised by a floor.</summary>
    public StageColumn Guard(LimitColumns limits, StageColumn unguarded)
    {
        StageColumn score = unguarded;
        if (limits.Cap is { } cap)
        {
            score = writer.NewStage("capped", "No score above the lowest cap.")
                .Add(writer.Take("capped"), _sql.Case(_sql.Of($"{score} > {cap}"), _sql.Of($"{cap}"), _sql.Of($"{score}")));
        }
        if (limits.Floor is not { } floor)
            return score;
        Fragment ground = limits.Cap is { } ceiling ? _sql.Least([_sql.Of($"{floor}"), _sql.Of($"{ceiling}")]) : _sql.Of($"{floor}");
        return writer.NewStage("guarded", "No score below the highest floor, but for a cap.")
            .Add(writer.Take("guarded"), _sql.Case(_sql.Of($"{score} < {ground}"), ground, _sql.Of($"{score}")));
    }

    /// <summary>The limit of the first guardrail that matches, of those in the order in which they win.</summary>
    private Fragment FirstOf(MatchedColumns matched, IEnumerable<(Guardrail Rule, int Column)> guardrails, double none) => _sql.Case(
        [.. guardrails.Select(guardrail => (matched.Holds(_sql, guardrail.Rule), _sql.Of($"{guardrail.Rule.Limit}")))], _sql.Of($"{none}"));
}
