using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Finds the actions that are due: by tier, by driver, by guardrail, by segment, by condition.</summary>
internal static class ActionMapper
{
    /// <summary>The due actions, in the order of the scorecard.</summary>
    /// <param name="score">What the customer lost, and which guardrails matched.</param>
    /// <param name="tier">The index of the tier the customer counts as; -1 for none.</param>
    /// <param name="onlyKnown">Whether nothing that is missing is a reason to act.</param>
    public static IReadOnlyList<DueAction> Map(HealthScore score, int tier, bool onlyKnown = false)
    {
        var due = new List<DueAction>();
        foreach (ActionPlan action in score.Scorecard.Actions)
        {
            if (IsDue(action, score, tier, onlyKnown))
                due.Add(new(action.Rule, Reason(action, score, tier)));
        }
        return due.AsReadOnly();
    }

    /// <summary>Whether every criterion holds. An unscored customer has no tier, and no driver to act on.</summary>
    private static bool IsDue(ActionPlan action, HealthScore score, int tier, bool onlyKnown)
    {
        (Scorecard scorecard, Evaluation evaluation) = (score.Scorecard, score.Evaluation);
        return action.MayBeDue
            && (action.Tier < 0 || tier == action.Tier)
            && (action.Driver < 0
                || (evaluation.Tier >= 0 && IsLost(RowArithmetic.PointsLost(scorecard, evaluation, action.Driver), action.LeastLost)))
            && (action.Guardrail < 0 || (!double.IsNaN(evaluation.GuardrailChanges[action.Guardrail])
                && (!onlyKnown || scorecard.Guardrails[action.Guardrail].When.Holds(score.Asked(tier), missing: false))))
            && action.When?.Holds(score.Asked(tier), onlyKnown ? false : null) != false;
    }

    private static bool IsLost(double lost, double least) => lost > 0 && lost >= least;

    private static string Reason(ActionPlan action, HealthScore score, int tier)
    {
        ActionRule rule = action.Rule;
        string?[] reasons =
        [
            rule.Tier is null ? null : $"in {rule.Tier}",
            rule.Driver is null ? null
                : $"{rule.Driver} lost {Number.Points(RowArithmetic.PointsLost(score.Scorecard, score.Evaluation, action.Driver))} points",
            rule.Guardrail is null ? null : $"guardrail {rule.Guardrail}",
            rule.Segment is null ? null : $"segment {rule.Segment}",
            action.When is null ? null : score.Reason(action.When, tier),
        ];
        return string.Join("; ", reasons.Where(reason => reason is not null));
    }
}
