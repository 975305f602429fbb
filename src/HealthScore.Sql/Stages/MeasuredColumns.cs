using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What counts of the source's values, by the plan's columns.</summary>
/// <param name="Values">Each value; NULL where it is missing.</param>
/// <param name="Asked">
/// What curves and conditions read, which refuse NaN and infinities themselves: the raw value where nothing else is asked of it, else the value.
/// </param>
/// <param name="Freshness">How much each value counts where it is not missing; <see langword="null"/> for fully.</param>
internal sealed record MeasuredColumns(StageColumn[] Values, StageColumn[] Asked, StageColumn?[] Freshness)
{
    /// <summary>What a question about a measured value reads.</summary>
    public StageColumn Of(QuestionPlan question) =>
        (question.OrMissing || question.Source.Operator == ConditionOperator.Missing ? Values : Asked)[question.Index];
}
