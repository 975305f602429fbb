using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>A guardrail of a scorecard.</summary>
/// <param name="Rule">The guardrail.</param>
/// <param name="When">When it applies.</param>
/// <param name="Limit">The cap or floor.</param>
internal readonly record struct GuardrailPlan(Guardrail Rule, ConditionPlan When, double Limit)
{
    /// <summary>The cap or floor of a guardrail, by the tiers where it names one.</summary>
    public static double LimitOf(Guardrail rule, TierScale tiers, Precision precision)
    {
        if (rule.Tier is null)
            return rule.Limit;
        int tier = tiers.IndexOf(rule.Tier);
        return rule.Effect == GuardrailEffect.Cap ? Math.Max(tiers[tier].From, precision.CapBelow(tiers[tier + 1].From)) : tiers[tier].From;
    }
}
