namespace HealthScoring.Plans;

/// <summary>A guardrail of a scorecard.</summary>
/// <param name="Rule">The guardrail.</param>
/// <param name="When">When it applies.</param>
/// <param name="Limit">The cap or floor.</param>
internal readonly record struct GuardrailPlan(Guardrail Rule, ConditionPlan When, double Limit);
