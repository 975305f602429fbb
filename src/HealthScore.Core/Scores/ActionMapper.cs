using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Finds the actions that are due: by tier, by driver, by guardrail, by segment.</summary>
internal static class ActionMapper
{
    /// <summary>The due actions, in the order of the scorecard.</summary>
    /// <param name="scorecard">Has the actions.</param>
    /// <param name="evaluation">What the customer lost, and which guardrails matched.</param>
    /// <param name="tier">The index of the tier the customer counts as; -1 for none.</param>
    public static IReadOnlyList<DueAction> Map(Scorecard scorecard, Evaluation evaluation, int tier)
    {
        var due = new List<DueAction>();
        foreach (ActionPlan action in scorecard.Actions)
        {
            if (IsDue(action, scorecard, evaluation, tier))
                due.Add(new(action.Rule, Reason(action, scorecard, evaluation)));
        }
        return due.AsReadOnly();
    }

    /// <summary>Whether every criterion holds. An unscored customer has no tier, and no driver to act on.</summary>
    private static bool IsDue(ActionPlan action, Scorecard scorecard, Evaluation evaluation, int tier) => action.MayBeDue
        && (action.Tier < 0 || tier == action.Tier)
        && (action.Driver < 0
            || (evaluation.Tier >= 0 && IsLost(RowArithmetic.PointsLost(scorecard, evaluation, action.Driver), action.LeastLost)))
        && (action.Guardrail < 0 || !double.IsNaN(evaluation.GuardrailChanges[action.Guardrail]));

    private static bool IsLost(double lost, double least) => lost > 0 && lost >= least;

    private static string Reason(ActionPlan action, Scorecard scorecard, Evaluation evaluation)
    {
        ActionRule rule = action.Rule;
        string?[] reasons =
        [
            rule.Tier is null ? null : $"in {rule.Tier}",
            rule.Driver is null ? null : $"{rule.Driver} lost {Number.Points(RowArithmetic.PointsLost(scorecard, evaluation, action.Driver))} points",
            rule.Guardrail is null ? null : $"guardrail {rule.Guardrail}",
            rule.Segment is null ? null : $"segment {rule.Segment}",
        ];
        return string.Join("; ", reasons.Where(reason => reason is not null));
    }
}
