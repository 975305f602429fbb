using HealthScoring.Profiles;
using HealthScoring.Scoring;

namespace HealthScoring.Actions;

/// <summary>Finds the actions that are due: by tier, by driver, by guardrail, by segment.</summary>
internal static class ActionMapper
{
    /// <summary>The due actions by priority, then in declared order.</summary>
    public static IReadOnlyList<DueAction> Map(Scorecard scorecard, Evaluation evaluation)
    {
        var due = new List<DueAction>();
        foreach (ActionRule rule in scorecard.Actions)
        {
            if (Reason(rule, scorecard, evaluation) is { } reason)
                due.Add(new(rule.Name, reason, rule.Priority, rule.Description));
        }
        // OrderBy is stable: equal priorities keep the declared order.
        return due.Count < 2 ? due.AsReadOnly() : [.. due.OrderBy(action => action.Priority ?? int.MaxValue)];
    }

    /// <summary>Why the action is due, or null when one of its criteria does not hold.</summary>
    private static string? Reason(ActionRule rule, Scorecard scorecard, Evaluation evaluation)
    {
        bool scored = evaluation.Tier >= 0;
        var reasons = new List<string>();
        if (rule.Tier is { } tier)
        {
            if (!scored || scorecard.Tiers[evaluation.Tier].Name != tier)
                return null;
            reasons.Add($"in {tier}");
        }
        if (rule.Driver is { } driver)
        {
            double lost = scored ? scorecard.PointsLost(evaluation, Array.FindIndex(scorecard.Metrics, metric => metric.Name == driver)) : 0;
            if (lost < rule.PointsLost)
                return null;
            reasons.Add($"{driver} lost {Number.Points(lost)} points");
        }
        if (rule.Guardrail is { } guardrail)
        {
            int index = Array.FindIndex(scorecard.Guardrails, candidate => candidate.Rule.Name == guardrail);
            if (index < 0 || double.IsNaN(evaluation.GuardrailChanges[index]))
                return null;
            reasons.Add($"guardrail {guardrail}");
        }
        if (rule.Segment is { } segment)
        {
            if (scorecard.Segment?.Name != segment)
                return null;
            reasons.Add($"segment {segment}");
        }
        return string.Join("; ", reasons);
    }
}
