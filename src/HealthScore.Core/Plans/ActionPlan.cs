namespace HealthScoring.Plans;

/// <summary>An action of a scorecard and where what it asks about stands; -1 where it does not ask, or asks for what is left out.</summary>
internal readonly record struct ActionPlan(ActionRule Rule, int Driver, int Guardrail);
