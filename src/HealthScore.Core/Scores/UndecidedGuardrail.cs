using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>
/// A guardrail whose condition asks about values that are missing for a customer, so that nobody knows whether it should have matched. It did not.
/// </summary>
public sealed class UndecidedGuardrail
{
    internal UndecidedGuardrail(GuardrailPlan plan, IReadOnlyList<MissingMetric> missing)
    {
        Guardrail rule = plan.Rule;
        (Name, Effect, Missing) = (rule.Name, rule.Effect, missing);
        Limit = rule.Effect == GuardrailEffect.Unscored ? null : plan.Limit;
        Description = rule.Description;
    }

    /// <summary>The guardrail's name.</summary>
    public string Name { get; }

    /// <summary>What it would do.</summary>
    public GuardrailEffect Effect { get; }

    /// <summary>The cap or floor; <see langword="null"/> for <see cref="GuardrailEffect.Unscored"/>.</summary>
    public double? Limit { get; }

    /// <summary>What is missing of that which its condition asks about, and why; of a dimension without points, its metrics.</summary>
    public IReadOnlyList<MissingMetric> Missing { get; }

    /// <summary>Why the guardrail is there, for people; or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>The guardrail and what is missing, in a line.</summary>
    /// <returns>As in <c>silence undecided: usage-recency (no value)</c>.</returns>
    public override string ToString() => $"{Name} undecided: {(Missing.Count == 0 ? "too little of its data counts" : string.Join(", ", Missing))}";
}
