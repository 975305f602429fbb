using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A guardrail that matched a customer, and what it changed.</summary>
public sealed class GuardrailMatch
{
    internal GuardrailMatch(Guardrail rule, double? limit, double change, string reason)
    {
        Name = rule.Name;
        Effect = rule.Effect;
        Limit = limit;
        Tier = rule.Tier;
        Change = change;
        Reason = reason;
        Description = rule.Description;
    }

    /// <summary>The guardrail's name.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public GuardrailEffect Effect { get; }

    /// <summary>The cap or floor; <see langword="null"/> for <see cref="GuardrailEffect.Unscored"/>.</summary>
    public double? Limit { get; }

    /// <summary>The tier that the profile gives as the limit, or <see langword="null"/> where it gives a number.</summary>
    public string? Tier { get; }

    /// <summary>
    /// What it added to the score, in points: negative for a cap that lowered it, positive for a floor that raised it, 0 where the
    /// score was within the limit already or another guardrail went further.
    /// </summary>
    public double Change { get; }

    /// <summary>Why it matched, as in <c>days-overdue is 45 days, at least 30</c>.</summary>
    public string Reason { get; }

    /// <summary>Why it is there (free text), or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>What it did and why, in a line.</summary>
    /// <returns>
    /// As in <c>capped at 40.0 by invoice-overdue (days-overdue is 45 days, at least 30), which took 20.0 points</c>, or
    /// <c>unscored by trial (days-since-start is 3, below 14)</c>.
    /// </returns>
    public override string ToString() => Text(Precision.Standard.For(Limit.GetValueOrDefault()));

    internal string Text(Precision precision)
    {
        if (Limit is not { } limit)
            return $"unscored by {Name} ({Reason})";
        string change = Math.Abs(Change) <= (double)precision.Tolerance ? "which changed nothing"
            : $"which {(Change < 0 ? "took" : "gave")} {Number.Points(Math.Abs(Change))} points";
        string tier = Tier is null ? "" : $" ({(Effect == GuardrailEffect.Cap ? "at most" : "at least")} {Tier})";
        return $"{(Effect == GuardrailEffect.Cap ? "capped at" : "raised to")} {precision.Text(limit)}{tier} by {Name} ({Reason}), {change}";
    }
}
