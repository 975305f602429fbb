using System.Collections.ObjectModel;
using HealthScoring.Json;

namespace HealthScoring;

/// <summary>Writes a profile in C#, the counterpart of the JSON: the same parts give the same fingerprint.</summary>
/// <remarks>Not thread-safe. Nothing is judged before <see cref="ScoringProfile.Create"/> builds the profile, which reports every error.</remarks>
public sealed class ScoringProfileBuilder
{
    private readonly string _name;
    private readonly List<Dimension> _dimensions = [];
    private readonly List<Signal> _signals = [];
    private readonly List<Guardrail> _guardrails = [];
    private readonly List<Tier> _tiers = [];
    private readonly List<ActionRule> _actions = [];
    private readonly List<Segment> _segments = [];
    private readonly List<ProfileExample> _examples = [];
    private TrackingRules _tracking = TrackingRules.None;
    private Formula _formula = HealthScoring.Formula.WeightedMean;
    private double _minimumCoverage;
    private string? _description;

    internal ScoringProfileBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    /// <summary>Says what the profile is for, for people.</summary>
    /// <param name="description">The text.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says how the dimensions join into the score; the weighted mean where not called.</summary>
    /// <param name="formula">The formula.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Formula(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _formula = formula;
        return this;
    }

    /// <summary>Leaves customers unscored whose coverage is less than this.</summary>
    /// <param name="coverage">The least coverage, 0 to 1 inclusive.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder MinimumCoverage(double coverage)
    {
        _minimumCoverage = coverage;
        return this;
    }

    /// <summary>Adds a dimension.</summary>
    /// <param name="name">The dimension's name.</param>
    /// <param name="weight">Importance in the score: 1e-9 to 1e9, or 0 to show it without counting it. Only ratios matter.</param>
    /// <param name="configure">Adds its metrics.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Dimension(string name, double weight, Action<DimensionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DimensionBuilder();
        configure(builder);
        _dimensions.Add(builder.Build(name, weight));
        return this;
    }

    /// <summary>Declares a metric that earns no points and is read for guardrails and segments only.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="unit">What the raw number counts, for people.</param>
    /// <param name="description">What it means, for people.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Signal(string name, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _signals.Add(new(name, unit, description));
        return this;
    }

    /// <summary>Adds a cap: where the condition holds, the score is at most <paramref name="limit"/>.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The highest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="description">Why it is there, for people.</param>
    /// <param name="immediate">Whether the customer's tier follows at once, without margin and dwell, where scores are tracked.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Cap(string name, double limit, Condition when, string? description = null, bool immediate = false) =>
        Add(new Guardrail(name, when, GuardrailEffect.Cap, limit, description, immediate));

    /// <summary>Adds a floor: where the condition holds, the score is at least <paramref name="limit"/>, unless a cap is lower.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="limit">The lowest score, 0 to 100.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="description">Why it is there, for people.</param>
    /// <param name="immediate">Whether the customer's tier follows at once, without margin and dwell, where scores are tracked.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Floor(string name, double limit, Condition when, string? description = null, bool immediate = false) =>
        Add(new Guardrail(name, when, GuardrailEffect.Floor, limit, description, immediate));

    /// <summary>Adds a guardrail that withholds the score where the condition holds.</summary>
    /// <param name="name">The guardrail's name.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="description">Why it is there, for people.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Unscored(string name, Condition when, string? description = null) =>
        Add(new Guardrail(name, when, GuardrailEffect.Unscored, 0, description));

    /// <summary>Adds an action. Every criterion given must hold; at least one is given.</summary>
    /// <param name="name">The action's name.</param>
    /// <param name="tier">The tier the customer must be in.</param>
    /// <param name="driver">The metric that must lose at least <paramref name="pointsLost"/> points of the score.</param>
    /// <param name="pointsLost">How many points <paramref name="driver"/> must lose at least, above 0; 1 where not given.</param>
    /// <param name="guardrail">The guardrail that must have matched.</param>
    /// <param name="segment">The segment the customer must be in.</param>
    /// <param name="priority">1 comes first; actions without one come last.</param>
    /// <param name="description">What to do, for people.</param>
    /// <param name="coolDown">How long it is not due again once it was, where scores are tracked.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Action(string name, string? tier = null, string? driver = null, double? pointsLost = null, string? guardrail = null,
        string? segment = null, int? priority = null, string? description = null, CoolDown? coolDown = null)
    {
        _actions.Add(ActionRule.Of(name, tier, driver, pointsLost, guardrail, segment, priority, description, coolDown));
        return this;
    }

    /// <summary>Adds a tier; tiers are added by rising score.</summary>
    /// <param name="name">The tier's name.</param>
    /// <param name="from">The lowest score of the tier, inclusive; 0 for the first.</param>
    /// <param name="description">What it means, for people.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Tier(string name, double from, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _tiers.Add(new(name, from, description));
        return this;
    }

    /// <summary>Adds a segment; segments are added by falling priority.</summary>
    /// <param name="name">The segment's name.</param>
    /// <param name="configure">Says who is in it and what differs.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Segment(string name, Action<SegmentBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new SegmentBuilder();
        configure(builder);
        _segments.Add(builder.Build(name));
        return this;
    }

    /// <summary>Says how customers are followed from score to score; where not called, the tier is that of the last score.</summary>
    /// <param name="margin">
    /// By how many points a cut-off must be crossed before the tier changes: 0 or more, and at most half as wide as the narrowest tier.
    /// </param>
    /// <param name="dwell">How long the score must ask for another tier before the tier changes; no time where not given.</param>
    /// <param name="drop">A score this many points below the highest of the window is told, above 0.</param>
    /// <param name="rise">A score this many points above the lowest of the window is told, above 0.</param>
    /// <param name="window">How far back both look, in whole days from 1 to 400; 30 days where not given.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Tracking(double margin = 0, Dwell? dwell = null, double? drop = null, double? rise = null, TimeSpan? window = null)
    {
        _tracking = new(margin, dwell ?? Dwell.None, drop, rise, window);
        return this;
    }

    /// <summary>Adds a customer by numbers, and what the profile is meant to say of it.</summary>
    /// <param name="name">The example's name.</param>
    /// <param name="values">The raw numbers by metric or signal; what is not named is missing.</param>
    /// <param name="score">The score as it is printed; <see langword="null"/> for any.</param>
    /// <param name="tier">The tier; <see langword="null"/> for any.</param>
    /// <param name="unscored">Whether the customer is meant to have no score.</param>
    /// <param name="segment">The segment that the host names for the customer.</param>
    /// <param name="ages">How old some of the numbers are, by metric; the others were observed just now.</param>
    /// <param name="description">What it shows, for people.</param>
    /// <returns>This builder.</returns>
    public ScoringProfileBuilder Example(string name, IReadOnlyDictionary<string, double> values, double? score = null, string? tier = null,
        bool unscored = false, string? segment = null, IReadOnlyDictionary<string, TimeSpan>? ages = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        _examples.Add(new()
        {
            Name = name,
            Description = description,
            Values = new Dictionary<string, double>(values, StringComparer.Ordinal).AsReadOnly(),
            Ages = new Dictionary<string, TimeSpan>(ages ?? ReadOnlyDictionary<string, TimeSpan>.Empty, StringComparer.Ordinal).AsReadOnly(),
            Segment = segment,
            Score = score,
            Tier = tier,
            Unscored = unscored,
        });
        return this;
    }

    internal ScoringProfile Build()
    {
        var profile = new ScoringProfile
        {
            Name = _name,
            Description = _description,
            Formula = _formula,
            MinimumCoverage = _minimumCoverage,
            Dimensions = [.. _dimensions],
            Signals = [.. _signals],
            Guardrails = [.. _guardrails],
            TierList = [.. _tiers],
            Actions = [.. _actions],
            Segments = [.. _segments],
            Tracking = _tracking,
            Examples = [.. _examples],
        };
        var errors = new SourceErrors();
        new ProfileValidator(errors).Validate(profile);
        InvalidProfileException.ThrowIfAny(errors, $"'{_name}'");
        return profile;
    }

    private ScoringProfileBuilder Add(Guardrail guardrail)
    {
        _guardrails.Add(guardrail);
        return this;
    }
}
