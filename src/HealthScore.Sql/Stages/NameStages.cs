using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Lists of names as JSON arrays, which hold any name: the guardrails that match, and the actions that are due.</summary>
internal sealed class NameStages(StageWriter writer, ScoreColumns score)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes the names of the guardrails that match, as a JSON array.</summary>
    public StageColumn Matched()
    {
        Stage stage = writer.NewStage("guardrails", "The guardrails that match.");
        return JsonArray(stage, "guardrails", score.Choice.PerScorecard(scorecard => Items(scorecard.Guardrails.Select(guardrail =>
            (guardrail.Rule.Name, (Fragment?)score.Matched.Holds(_sql, guardrail.Rule))))));
    }

    /// <summary>Writes the names of the actions that are due, by priority and then in declared order, as a JSON array.</summary>
    /// <param name="lost">The points that each metric lost; read where an action asks for a driver.</param>
    public StageColumn Due(StageColumn[] lost)
    {
        Stage stage = writer.NewStage("actions", "The actions that are due.");
        return JsonArray(stage, "actions", score.Choice.PerScorecard(scorecard => Items(scorecard.Actions
            .Select(action => (action.Rule.Name, IsDue(scorecard, action, lost))))));
    }

    private Fragment? IsDue(Scorecard scorecard, ActionPlan action, StageColumn[] lost)
    {
        if (!action.MayBeDue)
            return null;
        Fragment?[] criteria =
        [
            action.Tier < 0 ? null : _sql.Of($"{score.TierIndex} = {action.Tier}"),
            action.Driver < 0 ? null
                : _sql.Of($"{score.Score} IS NOT NULL AND {lost[action.Driver]} > {0.0} AND {lost[action.Driver]} >= {action.LeastLost}"),
            action.When is null ? null : new ConditionExpression(_sql, ColumnOf).Of(action.When),
            action.Guardrail < 0 ? null : score.Matched.Holds(_sql, scorecard.Guardrails[action.Guardrail].Rule),
        ];
        return criteria.OfType<Fragment>().ToArray() is { Length: > 0 } given ? FragmentWriter.Join(" AND ", given) : _sql.Of($"{1} = {1}");
    }

    private StageColumn ColumnOf(QuestionPlan question) => question.Kind switch
    {
        QuestionKind.Column => score.Measured.Of(question),
        QuestionKind.Dimension => score.Dimensions[question.Index].Points,
        QuestionKind.Score => score.Score,
        _ => score.TierIndex,
    };

    /// <summary>Items of a JSON array, each after a comma, of those whose condition holds; an item without a condition is left out.</summary>
    private Fragment Items(IEnumerable<(string Name, Fragment? When)> items)
    {
        Fragment none = _sql.Literal("");
        Fragment[] given = [.. items.Where(item => item.When is not null).Select(item => _sql.Case(item.When!, _sql.Literal(Item(item.Name)), none))];
        return given.Length == 0 ? none : _sql.Concat(given);
    }

    private static string Item(string name) => $",\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private StageColumn JsonArray(Stage stage, string name, Fragment items)
    {
        StageColumn list = stage.Add(writer.Take($"{name}_list"), items);
        Stage array = writer.NewStage($"{name}_array", $"The {name} as a JSON array.");
        return array.Add(writer.Take(name), _sql.Concat([_sql.Literal("["), _sql.Of($"substring({list}, {2}, {1000000})"), _sql.Literal("]")]));
    }
}
