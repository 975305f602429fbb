using System.Collections.ObjectModel;

namespace HealthScoring;

/// <summary>Varies the profile for a segment written in C#. Everything not named here is inherited.</summary>
public sealed class SegmentBuilder
{
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Curve> _curves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _tiers = new(StringComparer.Ordinal);
    private readonly List<Guardrail> _guardrails = [];
    private readonly List<ActionRule> _actions = [];
    private readonly List<string> _without = [];
    private Condition? _when;
    private string? _description;

    internal SegmentBuilder()
    {
    }

    /// <summary>Describes who is in the segment.</summary>
    /// <param name="description">The text.</param>
    public SegmentBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says which customers belong to it; if not called, only the host does.</summary>
    /// <param name="condition">The condition, on metrics, signals and labels.</param>
    public SegmentBuilder When(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _when = condition;
        return this;
    }

    /// <summary>Gives a dimension or metric another weight.</summary>
    /// <param name="name">The dimension's or metric's name.</param>
    /// <param name="weight">The weight: 1e-9 to 1e9, or 0 to leave it out of the score.</param>
    /// <exception cref="ArgumentException">The name was given a weight already.</exception>
    public SegmentBuilder Weight(string name, double weight)
    {
        _weights.Add(name, weight);
        return this;
    }

    /// <summary>Gives a metric another curve.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="curve">The curve.</param>
    /// <exception cref="ArgumentException">The metric was given a curve already.</exception>
    public SegmentBuilder Curve(string metric, Curve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        _curves.Add(metric, curve);
        return this;
    }

    /// <summary>Gives a tier another cut-off.</summary>
    /// <param name="name">The tier's name.</param>
    /// <param name="from">The lowest score of the tier, inclusive.</param>
    /// <exception cref="ArgumentException">The tier was given a cut-off already.</exception>
    public SegmentBuilder Tier(string name, double from)
    {
        _tiers.Add(name, from);
        return this;
    }

    /// <summary>Replaces the guardrail of this name with a cap: where the condition holds, the score is at most <paramref name="limit"/>.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The highest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public SegmentBuilder Cap(string name, double limit, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Cap, limit, configure);

    /// <summary>
    /// Replaces the guardrail of this name with a floor: where the condition holds, the score is at least <paramref name="limit"/>, unless a
    /// cap is lower.
    /// </summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The lowest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public SegmentBuilder Floor(string name, double limit, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Floor, limit, configure);

    /// <summary>Replaces the guardrail of this name: where the condition holds, the customer is at most in a tier, wherever that starts.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="tier">The tier's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public SegmentBuilder CapAtTier(string name, string tier, Condition when, Action<GuardrailBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return Guard(name, when, GuardrailEffect.Cap, 0, configure, tier);
    }

    /// <summary>
    /// Replaces the guardrail of this name: where the condition holds, the customer is at least in a tier, wherever that starts, unless a cap is
    /// lower.
    /// </summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="tier">The tier's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public SegmentBuilder FloorAtTier(string name, string tier, Condition when, Action<GuardrailBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return Guard(name, when, GuardrailEffect.Floor, 0, configure, tier);
    }

    /// <summary>Replaces the guardrail of this name with a guardrail that withholds the score where the condition holds.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public SegmentBuilder Unscored(string name, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Unscored, 0, configure);

    /// <summary>Replaces the action of this name; it keeps its index in the declared order.</summary>
    /// <param name="name">The action's name.</param>
    /// <param name="configure">Says when it is due and what to do.</param>
    public SegmentBuilder Action(string name, Action<ActionBuilder> configure)
    {
        _actions.Add(ActionBuilder.Build(name, configure));
        return this;
    }

    /// <summary>Leaves a guardrail or action out.</summary>
    /// <param name="name">The guardrail's or action's name.</param>
    public SegmentBuilder Without(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _without.Add(name);
        return this;
    }

    internal Segment Build(string name) => new()
    {
        Name = name,
        Description = _description,
        When = _when,
        Weights = Frozen(_weights),
        Curves = Frozen(_curves),
        Guardrails = [.. _guardrails],
        Tiers = Frozen(_tiers),
        Actions = [.. _actions],
        Without = [.. _without],
    };

    // A copy: a builder that is kept and used on must not change the profile.
    private static ReadOnlyDictionary<string, T> Frozen<T>(Dictionary<string, T> map) =>
        new Dictionary<string, T>(map, StringComparer.Ordinal).AsReadOnly();

    private SegmentBuilder Guard(
        string name, Condition when, GuardrailEffect effect, double limit, Action<GuardrailBuilder>? configure, string? tier = null)
    {
        _guardrails.Add(GuardrailBuilder.Build(name, when, effect, limit, configure, tier));
        return this;
    }
}
