namespace HealthScoring;

/// <summary>
/// A guardrail whose condition asks about a value that is missing for a customer, so that nobody knows whether it should have matched. It did not.
/// </summary>
public sealed class UndecidedGuardrail
{
    private readonly MissingMetric _missing;

    internal UndecidedGuardrail(Guardrail rule, MissingMetric missing)
    {
        (Name, Effect, _missing) = (rule.Name, rule.Effect, missing);
        Limit = rule.Effect == GuardrailEffect.Unscored ? null : rule.Limit;
        Description = rule.Description;
    }

    /// <summary>The guardrail's name.</summary>
    public string Name { get; }

    /// <summary>What it would do.</summary>
    public GuardrailEffect Effect { get; }

    /// <summary>The cap or floor; <see langword="null"/> for <see cref="GuardrailEffect.Unscored"/>.</summary>
    public double? Limit { get; }

    /// <summary>The metric or signal that is missing.</summary>
    public string Metric => _missing.Metric;

    /// <summary>Why that is missing.</summary>
    public MissingReason Reason => _missing.Reason;

    /// <summary>Why the guardrail is there, for people; or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>The guardrail and what is missing, in a line.</summary>
    /// <returns>As in <c>silence undecided: usage-recency (no value)</c>.</returns>
    public override string ToString() => $"{Name} undecided: {_missing}";
}
