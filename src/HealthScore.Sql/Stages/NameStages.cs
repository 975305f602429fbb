using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Lists of names as JSON arrays, which hold any name: the guardrails that match, and the actions that are due.</summary>
internal sealed class NameStages(StagePlan plan, ScoreStages score)
{
    private readonly FragmentWriter _sql = plan.Sql;

    /// <summary>The names of the guardrails that match, as a JSON array.</summary>
    public StageColumn Matched()
    {
        Stage stage = plan.NewStage("guardrails", "The guardrails that match.");
        return JsonArray(stage, "guardrails", plan.PerScorecard(scorecard => Items(scorecard.Guardrails.Select(guardrail =>
            (guardrail.Rule.Name, (Fragment?)_sql.Of($"{score.Matched[score.PlaceOf(guardrail.Rule)]} = {1}"))))));
    }

    /// <summary>The names of the actions that are due, by priority and then in declared order, as a JSON array.</summary>
    public StageColumn Due()
    {
        // Only drivers ask what a metric lost.
        StageColumn[] lost = plan.Scorecards.Any(scorecard => scorecard.Actions.Any(action => action.Driver >= 0)) ? score.Contributions.Lost : [];
        Stage stage = plan.NewStage("actions", "The actions that are due.");
        return JsonArray(stage, "actions", plan.PerScorecard(scorecard => Items(scorecard.Actions.OrderBy(action => action.Rule.Priority ?? int.MaxValue)
            .Select(action => (action.Rule.Name, IsDue(scorecard, action, lost))))));
    }

    private Fragment? IsDue(Scorecard scorecard, ActionPlan action, StageColumn[] lost)
    {
        ActionRule rule = action.Rule;
        if (!action.MayBeDue)
            return null;
        Fragment?[] criteria =
        [
            rule.Tier is null ? null : _sql.Of($"{score.TierIndex} = {action.Tier}"),
            rule.Driver is null ? null
                : _sql.Of($"{score.Score} IS NOT NULL AND {lost[action.Driver]} > {0.0} AND {lost[action.Driver]} >= {action.LeastLost}"),
            rule.Guardrail is null ? null : _sql.Of($"{score.Matched[score.PlaceOf(scorecard.Guardrails[action.Guardrail].Rule)]} = {1}"),
        ];
        return criteria.OfType<Fragment>().ToArray() is { Length: > 0 } given ? FragmentWriter.Join(" AND ", given) : _sql.Of($"{1} = {1}");
    }

    /// <summary>Items of a JSON array, each after a comma, of those whose condition holds; an item without a condition is left out.</summary>
    private Fragment Items(IEnumerable<(string Name, Fragment? When)> items)
    {
        Fragment none = _sql.Literal("");
        Fragment[] given = [.. items.Where(item => item.When is not null)
            .Select(item => _sql.Case(item.When!, _sql.Literal($",\"{JsonEncodedText.Encode(item.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""), none))];
        return given.Length == 0 ? none : _sql.Concat(given);
    }

    private StageColumn JsonArray(Stage stage, string name, Fragment items)
    {
        StageColumn list = stage.Add(plan.Names.Take($"{name}_list"), items);
        Stage array = plan.NewStage($"{name}_array", $"The {name} as a JSON array.");
        return array.Add(plan.Names.Take(name), _sql.Concat([_sql.Literal("["), _sql.Of($"substring({list}, {2}, {1000000})"), _sql.Literal("]")]));
    }
}
