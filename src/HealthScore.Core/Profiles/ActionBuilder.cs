namespace HealthScoring;

/// <summary>Says when an action is due and what to do. It is due when every criterion given here holds; at least one is needed.</summary>
public sealed class ActionBuilder
{
    private string? _tier;
    private string? _driver;
    private double? _pointsLost;
    private string? _guardrail;
    private string? _segment;
    private Condition? _when;
    private int? _priority;
    private string? _description;
    private CoolDown? _coolDown;

    internal ActionBuilder()
    {
    }

    /// <summary>The customer must be in a tier.</summary>
    /// <param name="tier">The tier's name.</param>
    public ActionBuilder InTier(string tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        _tier = tier;
        return this;
    }

    /// <summary>A metric must lose at least 1 point of the score.</summary>
    /// <param name="metric">The metric's name.</param>
    public ActionBuilder DrivenBy(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        (_driver, _pointsLost) = (metric, null);
        return this;
    }

    /// <summary>A metric must lose at least so many points of the score.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="pointsLost">The points, above 0.</param>
    public ActionBuilder DrivenBy(string metric, double pointsLost)
    {
        DrivenBy(metric);
        _pointsLost = pointsLost;
        return this;
    }

    /// <summary>A guardrail must have matched.</summary>
    /// <param name="guardrail">The guardrail's name.</param>
    public ActionBuilder OnGuardrail(string guardrail)
    {
        ArgumentNullException.ThrowIfNull(guardrail);
        _guardrail = guardrail;
        return this;
    }

    /// <summary>The customer must be in a segment.</summary>
    /// <param name="segment">The segment's name.</param>
    public ActionBuilder InSegment(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        _segment = segment;
        return this;
    }

    /// <summary>A condition must hold: on metrics, signals and labels, on a dimension's points, on the score or on the tier.</summary>
    /// <param name="condition">The condition.</param>
    public ActionBuilder When(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _when = condition;
        return this;
    }

    /// <summary>Sets the priority; actions without one come last.</summary>
    /// <param name="priority">1 for what comes first, 2 for the next.</param>
    public ActionBuilder Priority(int priority)
    {
        _priority = priority;
        return this;
    }

    /// <summary>Says how long the action is not due again once it was, where scores are tracked.</summary>
    /// <param name="coolDown">A time, or until the tier changes.</param>
    public ActionBuilder CoolDown(CoolDown coolDown)
    {
        ArgumentNullException.ThrowIfNull(coolDown);
        _coolDown = coolDown;
        return this;
    }

    /// <summary>Describes what to do.</summary>
    /// <param name="description">The text.</param>
    public ActionBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    internal static ActionRule Build(string name, Action<ActionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ActionBuilder();
        configure(builder);
        return new()
        {
            Name = name,
            Tier = builder._tier,
            Driver = builder._driver,
            GivenPointsLost = builder._pointsLost,
            Guardrail = builder._guardrail,
            Segment = builder._segment,
            When = builder._when,
            Priority = builder._priority,
            Description = builder._description,
            CoolDown = builder._coolDown,
        };
    }
}
