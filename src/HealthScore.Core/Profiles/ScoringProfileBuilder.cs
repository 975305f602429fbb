using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Writes a profile in C#, the counterpart of the JSON: the same parts give the same fingerprint.</summary>
/// <remarks>
/// Every method of this builder, and of the builders of its parts, returns the builder. None of them is thread-safe. Values are checked
/// when <see cref="ScoringProfile.Create"/> builds the profile, which reports every error.
/// </remarks>
public sealed class ScoringProfileBuilder
{
    private readonly string _name;
    private readonly List<Dimension> _dimensions = [];
    private readonly List<Signal> _signals = [];
    private readonly List<string> _labels = [];
    private readonly List<Guardrail> _guardrails = [];
    private readonly List<Tier> _tiers = [];
    private readonly List<ActionRule> _actions = [];
    private readonly List<Segment> _segments = [];
    private readonly List<ProfileExample> _examples = [];
    private TrackingRules _tracking = TrackingRules.None;
    private ParentRules _parents = ParentRules.Default;
    private Formula _formula = HealthScoring.Formula.WeightedMean;
    private string? _id;
    private FaultPolicy _onFault = FaultPolicy.AsMissing;
    private double _minimumCoverage = ProfileFormat.DefaultMinimumCoverage;
    private string? _description;

    internal ScoringProfileBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    /// <summary>Describes what the profile is for.</summary>
    /// <param name="description">The text.</param>
    public ScoringProfileBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says how the dimensions join into the score; the weighted mean if not called.</summary>
    /// <param name="formula">The formula.</param>
    public ScoringProfileBuilder Formula(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _formula = formula;
        return this;
    }

    /// <summary>Says what tracking states know the profile by; its name if not called. A renamed profile keeps its old name as its id.</summary>
    /// <param name="id">The id.</param>
    public ScoringProfileBuilder Id(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        _id = id;
        return this;
    }

    /// <summary>Leaves customers unscored whose coverage is less than this.</summary>
    /// <param name="coverage">The least coverage, 0 to 1 inclusive; 0 scores customers from any data. 0.1 where it is not called.</param>
    public ScoringProfileBuilder MinimumCoverage(double coverage)
    {
        _minimumCoverage = coverage;
        return this;
    }

    /// <summary>Says what happens when a metric that does not say so itself has a fault; <see cref="FaultPolicy.AsMissing"/> if not called.</summary>
    /// <param name="policy">The policy; points go from 0 to 100.</param>
    public ScoringProfileBuilder OnFault(FaultPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _onFault = policy;
        return this;
    }

    /// <summary>Adds a dimension.</summary>
    /// <param name="name">The dimension's name.</param>
    /// <param name="weight">Importance in the score: 1e-9 to 1e9, or 0 to show it without counting it. Only ratios matter.</param>
    /// <param name="configure">Adds its metrics.</param>
    public ScoringProfileBuilder Dimension(string name, double weight, Action<DimensionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DimensionBuilder();
        configure(builder);
        _dimensions.Add(builder.Build(name, weight));
        return this;
    }

    /// <summary>Declares a metric that earns no points; conditions of guardrails, segments and actions read it.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="unit">What the raw number counts (free text).</param>
    /// <param name="description">What it means (free text).</param>
    public ScoringProfileBuilder Signal(string name, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _signals.Add(new(name, unit, description));
        return this;
    }

    /// <summary>Declares a label, such as the customer's industry, that conditions may ask about.</summary>
    /// <param name="name">The label's name; unique among the profile's dimensions, metrics, signals and labels.</param>
    public ScoringProfileBuilder Label(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _labels.Add(name);
        return this;
    }

    /// <summary>Declares a metric that earns no points, and which of its numbers are values.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="configure">Adds what is optional.</param>
    public ScoringProfileBuilder Signal(string name, Action<SignalBuilder> configure)
    {
        _signals.Add(SignalBuilder.Build(name, configure));
        return this;
    }

    /// <summary>Adds a cap: where the condition holds, the score is at most <paramref name="limit"/>.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The highest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public ScoringProfileBuilder Cap(string name, double limit, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Cap, limit, configure);

    /// <summary>Adds a floor: where the condition holds, the score is at least <paramref name="limit"/>, unless a cap is lower.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The lowest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public ScoringProfileBuilder Floor(string name, double limit, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Floor, limit, configure);

    /// <summary>Adds a guardrail: where the condition holds, the customer is at most in a tier, wherever that starts.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="tier">The tier's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public ScoringProfileBuilder CapAtTier(string name, string tier, Condition when, Action<GuardrailBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return Guard(name, when, GuardrailEffect.Cap, 0, configure, tier);
    }

    /// <summary>
    /// Adds a guardrail: where the condition holds, the customer is at least in a tier, wherever that starts, unless a cap is lower.
    /// </summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="tier">The tier's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public ScoringProfileBuilder FloorAtTier(string name, string tier, Condition when, Action<GuardrailBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return Guard(name, when, GuardrailEffect.Floor, 0, configure, tier);
    }

    /// <summary>Adds a guardrail that withholds the score where the condition holds.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="configure">Makes further settings, such as a description.</param>
    public ScoringProfileBuilder Unscored(string name, Condition when, Action<GuardrailBuilder>? configure = null) =>
        Guard(name, when, GuardrailEffect.Unscored, 0, configure);

    /// <summary>Adds an action.</summary>
    /// <param name="name">The action's name.</param>
    /// <param name="configure">Says when it is due and what to do.</param>
    public ScoringProfileBuilder Action(string name, Action<ActionBuilder> configure)
    {
        _actions.Add(ActionBuilder.Build(name, configure));
        return this;
    }

    /// <summary>Adds a tier; tiers are added by rising score.</summary>
    /// <param name="name">The tier's name.</param>
    /// <param name="from">The lowest score of the tier, inclusive; 0 for the first.</param>
    /// <param name="description">What it means (free text).</param>
    public ScoringProfileBuilder Tier(string name, double from, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _tiers.Add(new(name, from, description));
        return this;
    }

    /// <summary>Adds a segment; segments are added by falling priority.</summary>
    /// <param name="name">The segment's name.</param>
    /// <param name="configure">Says who is in it and what differs.</param>
    public ScoringProfileBuilder Segment(string name, Action<SegmentBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new SegmentBuilder();
        configure(builder);
        _segments.Add(builder.Build(name));
        return this;
    }

    /// <summary>Says how customers are followed from score to score; if not called, the tier is that of the last score.</summary>
    /// <param name="configure">Gives the rules.</param>
    public ScoringProfileBuilder Tracking(Action<TrackingBuilder> configure)
    {
        _tracking = TrackingBuilder.Build(configure);
        return this;
    }

    /// <summary>
    /// Says how customers that belong together make the score of their parent; if not called, it is the weighted mean, in the profile's tiers.
    /// </summary>
    /// <param name="configure">Gives the rules.</param>
    public ScoringProfileBuilder Parents(Action<ParentBuilder> configure)
    {
        _parents = ParentBuilder.Build(configure);
        return this;
    }

    /// <summary>Adds a customer by numbers, and the result expected of the profile.</summary>
    /// <param name="name">The example's name.</param>
    /// <param name="configure">Gives the numbers and what is expected.</param>
    public ScoringProfileBuilder Example(string name, Action<ExampleBuilder> configure)
    {
        _examples.Add(ExampleBuilder.Build(name, configure));
        return this;
    }

    internal ScoringProfile Build()
    {
        var profile = new ScoringProfile
        {
            Name = _name,
            Id = _id ?? _name,
            Description = _description,
            Formula = _formula,
            MinimumCoverage = _minimumCoverage,
            OnFault = _onFault,
            Dimensions = [.. _dimensions],
            Signals = [.. _signals],
            Labels = [.. _labels],
            Guardrails = [.. _guardrails],
            TierList = [.. _tiers],
            Actions = [.. _actions],
            Segments = [.. _segments],
            Tracking = _tracking,
            Parents = _parents,
            Examples = [.. _examples],
        };
        var errors = new SourceErrors();
        ProfileCheck.Run(profile, errors);
        InvalidProfileException.ThrowIfAny(errors, $"'{Excerpt.OfValue(_name)}'");
        return profile;
    }

    private ScoringProfileBuilder Guard(
        string name, Condition when, GuardrailEffect effect, double limit, Action<GuardrailBuilder>? configure, string? tier = null)
    {
        _guardrails.Add(GuardrailBuilder.Build(name, when, effect, limit, configure, tier));
        return this;
    }
}
