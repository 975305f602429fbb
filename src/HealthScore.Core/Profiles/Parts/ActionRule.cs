namespace HealthScoring;

/// <summary>When an action is due. Every given criterion must hold; at least one is given.</summary>
public sealed class ActionRule
{
    internal ActionRule()
    {
    }

    /// <summary>The action's name; unique among actions.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The tier the customer must be in, or <see langword="null"/> for any.</summary>
    public string? Tier { get; internal init; }

    /// <summary>The metric that must lose at least <see cref="PointsLost"/> points, or <see langword="null"/>.</summary>
    public string? Driver { get; internal init; }

    /// <summary>How many points of the score <see cref="Driver"/> must lose at least; above 0. Default 1.</summary>
    public double PointsLost => GivenPointsLost ?? 1;

    /// <summary>The guardrail that must have matched, or <see langword="null"/>.</summary>
    public string? Guardrail { get; internal init; }

    /// <summary>The segment the customer must be in, or <see langword="null"/> for any.</summary>
    public string? Segment { get; internal init; }

    /// <summary>The condition that must hold, or <see langword="null"/>. What it asks about and is missing is no reason to act.</summary>
    public Condition? When { get; internal init; }

    /// <summary>1 comes first; actions without a priority come last, in declared order.</summary>
    public int? Priority { get; internal init; }

    /// <summary>What to do (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    /// <summary>How long the action is not due again once it was; <see langword="null"/> where it is due with every score.</summary>
    public CoolDown? CoolDown { get; internal init; }

    internal double? GivenPointsLost { get; init; }
}
