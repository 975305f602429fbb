using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Guards a score: which guardrails match, the limits they set, and the score within these.</summary>
internal sealed class GuardStages(StageWriter writer, ScorecardChoice choice)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes whether each guardrail matches that asks about measured values alone.</summary>
    public void Match(Stage stage, MeasuredColumns measured, MatchedColumns matched)
    {
        var condition = new ConditionExpression(_sql, measured.Of);
        foreach (string name in Named(asksAboutDimensions: false))
            Match(stage, condition, name, matched);
    }

    /// <summary>Writes whether each guardrail matches that also asks about the points of dimensions.</summary>
    public void Match(MeasuredColumns measured, CombinedColumns[] dimensions, MatchedColumns matched)
    {
        string[] names = [.. Named(asksAboutDimensions: true)];
        if (names.Length == 0)
            return;
        var condition = new ConditionExpression(_sql,
            question => question.IsColumn ? measured.Of(question) : dimensions[question.Index].Points);
        Stage stage = writer.NewStage("asked", "Which guardrails match that ask about dimensions.");
        foreach (string name in names)
            Match(stage, condition, name, matched);
    }

    /// <summary>A segment may replace a condition, so one that asks about dimensions in any segment does.</summary>
    private IEnumerable<string> Named(bool asksAboutDimensions) => writer.Plan.Base.Guardrails.Select(rule => rule.Rule.Name)
        .Where(name => writer.Plan.Scorecards.Any(scorecard =>
            scorecard.Guardrails.Any(own => own.Rule.Name == name && own.When.AsksAboutDimensions)) == asksAboutDimensions);

    private void Match(Stage stage, ConditionExpression condition, string name, MatchedColumns matched) =>
        matched[name] = stage.Add(writer.Take($"{ColumnNames.Stem(name)}_matched"), choice.PerScorecard(scorecard =>
            _sql.AnyOf(scorecard.Guardrails.Where(own => own.Rule.Name == name).Select(own => condition.Of(own.When)))));

    /// <summary>Writes the limits that the matching guardrails set.</summary>
    public LimitColumns Limit(Stage stage, MatchedColumns matched)
    {
        StageColumn? Write(string name, Func<Scorecard, int[]> rules, Func<GuardrailPlan[], Fragment> say) =>
            writer.Plan.Scorecards.All(scorecard => rules(scorecard).Length == 0) ? null
            : stage.Add(writer.Take(name), choice.PerScorecard(scorecard => say([.. rules(scorecard).Select(i => scorecard.Guardrails[i])])));
        return new(
            Write("cap", scorecard => scorecard.Caps, caps => FirstOf(matched, caps, 100)),
            Write("floor_limit", scorecard => scorecard.Floors, floors => FirstOf(matched, floors, 0)),
            Write("withheld", scorecard => scorecard.Withholding, rules => _sql.AnyOf(rules.Select(rule => matched.Holds(_sql, rule.Rule)))));
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
        return writer.NewStage("guarded", "No score below the highest floor, except for a cap.")
            .Add(writer.Take("guarded"), _sql.Case(_sql.Of($"{score} < {ground}"), ground, _sql.Of($"{score}")));
    }

    /// <summary>The limit of the first guardrail that matches.</summary>
    private Fragment FirstOf(MatchedColumns matched, GuardrailPlan[] guardrails, double none) => _sql.Case(
        [.. guardrails.Select(guardrail => (matched.Holds(_sql, guardrail.Rule), _sql.Of($"{guardrail.Limit}")))], _sql.Of($"{none}"));
}
