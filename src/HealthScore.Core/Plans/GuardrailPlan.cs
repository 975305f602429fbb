namespace HealthScoring.Plans;

/// <summary>A guardrail of a scorecard.</summary>
/// <param name="Rule">The guardrail.</param>
/// <param name="Column">The index of the value that its condition asks about.</param>
internal readonly record struct GuardrailPlan(Guardrail Rule, int Column)
{
    public double Limit => Rule.Limit;
}
