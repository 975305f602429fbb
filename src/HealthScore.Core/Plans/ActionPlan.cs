namespace HealthScoring.Plans;

/// <summary>An action of a scorecard, with what it asks about found.</summary>
/// <param name="Rule">The action.</param>
/// <param name="Tier">The index of the tier that it asks for; -1 where it asks for none.</param>
/// <param name="Driver">The index of the metric whose loss it asks for; -1 where it asks for none.</param>
/// <param name="LeastLost">The least loss of that metric, in points; a loss of 0 is none.</param>
/// <param name="Guardrail">The index of the guardrail that it asks for; -1 where it asks for none.</param>
/// <param name="When">The condition that must hold; null where it asks for none.</param>
/// <param name="MayBeDue">Whether it can be due here: not where it asks for another segment, or for a guardrail that this one leaves out.</param>
internal readonly record struct ActionPlan(
    ActionRule Rule, int Tier, int Driver, double LeastLost, int Guardrail, ConditionPlan? When, bool MayBeDue);
