namespace HealthScoring.Profiles;

/// <summary>A rule that caps, floors or withholds the score whatever the average says.</summary>
/// <param name="Name">The guardrail's name; unique among guardrails.</param>
/// <param name="When">When it applies.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Limit">The cap or floor, 0 to 100; 0 and without meaning for <see cref="GuardrailEffect.Unscored"/>.</param>
/// <param name="Description">Why it is there, for people; or <see langword="null"/>.</param>
public sealed record Guardrail(string Name, Condition When, GuardrailEffect Effect, double Limit = 0, string? Description = null)
{
    internal static Guardrail Of(string name, Condition when, GuardrailEffect effect, double limit, string? description)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(when);
        return new(name, when, effect, limit, description);
    }
}
