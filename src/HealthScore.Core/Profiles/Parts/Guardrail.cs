using HealthScoring.Text;

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

    /// <summary>
    /// The cap or floor by some tiers: a floor is the start of <see cref="Tier"/>, and a cap as far below the start of the next tier as the last
    /// decimal of that start, of which there is one at the least, so that it is the highest score of the tier that prints.
    /// </summary>
    /// <param name="tiers">The tiers of the profile, or of one of its segments.</param>
    /// <returns>The limit; <see cref="Limit"/> where no tier says it.</returns>
    /// <exception cref="ArgumentException">The tiers have no tier of that name, or none above it to keep the customer out of.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="tiers"/> is <see langword="null"/>.</exception>
    public double LimitFor(TierScale tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        if (Tier is null)
            return Limit;
        int tier = tiers.IndexOf(Tier);
        if (tier < 0 || (Effect == GuardrailEffect.Cap && tier == tiers.Count - 1))
            throw new ArgumentException($"The tiers have no '{Tier}', or none above it.", nameof(tiers));
        if (Effect != GuardrailEffect.Cap)
            return tiers[tier].From;
        double next = tiers[tier + 1].From;
        return Math.Max(tiers[tier].From, (double)(Number.Exact(next) - Number.LastDecimal(next)));
    }
}
