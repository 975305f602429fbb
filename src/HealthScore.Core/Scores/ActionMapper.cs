using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Finds the actions that are due: by tier, by driver, by guardrail, by segment.</summary>
internal static class ActionMapper
{
    /// <summary>The due actions by priority, then in declared order.</summary>
    /// <param name="scorecard">Has the actions.</param>
    /// <param name="evaluation">What the customer lost, and which guardrails matched.</param>
    /// <param name="tier">The place of the tier the customer counts as; -1 for none.</param>
    public static IReadOnlyList<DueAction> Map(Scorecard scorecard, Evaluation evaluation, int tier)
    {
        var due = new List<DueAction>();
        foreach (ActionPlan action in scorecard.Actions)
        {
            if (IsDue(action, scorecard, evaluation, tier))
                due.Add(new(action.Rule.Name, Reason(action, scorecard, evaluation), action.Rule.Priority, action.Rule.Description));
        }
        // OrderBy is stable: equal priorities keep the declared order.
        return due.Count < 2 ? due.AsReadOnly() : [.. due.OrderBy(action => action.Priority ?? int.MaxValue)];
    }

    /// <summary>Whether every criterion holds. An unscored customer has no tier, and no driver to act on.</summary>
    private static bool IsDue(ActionPlan action, Scorecard scorecard, Evaluation evaluation, int tier)
    {
        ActionRule rule = action.Rule;
        return (rule.Tier is null || (tier >= 0 && scorecard.Tiers[tier].Name == rule.Tier))
            && (rule.Driver is null
                || (evaluation.Tier >= 0 && IsLost(scorecard.PointsLost(evaluation, action.Driver), rule.PointsLost)))
            && (rule.Guardrail is null || (action.Guardrail >= 0 && !double.IsNaN(evaluation.GuardrailChanges[action.Guardrail])))
            && (rule.Segment is null || scorecard.Segment?.Name == rule.Segment);
    }

    private static bool IsLost(double lost, double asked) => lost > 0 && lost >= asked - Scorecard.Tolerance;

    private static string Reason(ActionPlan action, Scorecard scorecard, Evaluation evaluation)
    {
        ActionRule rule = action.Rule;
        string?[] reasons =
        [
            rule.Tier is null ? null : $"in {rule.Tier}",
            rule.Driver is null ? null : $"{rule.Driver} lost {Number.Points(scorecard.PointsLost(evaluation, action.Driver))} points",
            rule.Guardrail is null ? null : $"guardrail {rule.Guardrail}",
            rule.Segment is null ? null : $"segment {rule.Segment}",
        ];
        return string.Join("; ", reasons.Where(reason => reason is not null));
    }
}
