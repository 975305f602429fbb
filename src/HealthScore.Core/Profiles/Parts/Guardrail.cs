namespace HealthScoring;

/// <summary>A rule that caps, floors or withholds the score, regardless of the average.</summary>
public sealed class Guardrail
{
    internal Guardrail(string name, Condition when, GuardrailEffect effect, double limit)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(when);
        Name = name;
        When = when;
        Effect = effect;
        Limit = limit + 0.0;
    }

    /// <summary>The guardrail's name; unique among guardrails.</summary>
    public string Name { get; }

    /// <summary>When it applies.</summary>
    public Condition When { get; }

    /// <summary>What it does.</summary>
    public GuardrailEffect Effect { get; }

    /// <summary>
    /// The cap or floor, 0 to 100; 0 and without meaning for <see cref="GuardrailEffect.Unscored"/>, and where <see cref="Tier"/> says it.
    /// </summary>
    public double Limit { get; }

    /// <summary>
    /// The tier that the customer is at most in (a cap) or at least in (a floor), wherever it starts; <see langword="null"/> where
    /// <see cref="Limit"/> says it.
    /// </summary>
    public string? Tier { get; internal init; }

    /// <summary>Why it is there (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    /// <summary>
    /// Whether a tracked customer's tier follows the score at once while the guardrail matches, without margin and dwell. It changes no score.
    /// </summary>
    public bool Immediate { get; internal init; }

    /// <summary>
    /// Whether it matches when the value that its condition asks about is missing. By default it does not, and is undecided
    /// (<see cref="HealthScore.UndecidedGuardrails"/>).
    /// </summary>
    public bool AppliesWhenMissing { get; internal init; }
}
