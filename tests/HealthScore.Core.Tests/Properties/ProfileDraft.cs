namespace HealthScoring.Tests.Properties;

public sealed record MetricDraft(string Name, CurveDraft Curve, double Weight, MissingPolicy Missing, Freshness? Freshness = null);

public sealed record DimensionDraft(string Name, double Weight, Formula Formula, MetricDraft[] Metrics)
{
    public double MinimumCoverage { get; init; }
}

public sealed record GuardrailDraft(string Name, GuardrailEffect Effect, double Limit, Condition When, bool Immediate = false)
{
    public bool AppliesWhenMissing { get; init; }

    /// <summary>The tier that it holds the customer in, instead of a limit.</summary>
    public string? Tier { get; init; }
}

public sealed record TierDraft(string Name, double From);

public sealed record ActionDraft(
    string Name, string? Tier, string? Driver, double? PointsLost, string? Guardrail, string? Segment, int? Priority, string? Description,
    CoolDown? CoolDown = null)
{
    public Condition? When { get; init; }
}

public sealed record SegmentDraft(string Name, Condition? When, (string Name, double Weight)[] Weights,
    (string Name, CurveDraft Curve)[] Curves,
    GuardrailDraft[] Guardrails, (string Name, double From)[] Tiers, ActionDraft[] Actions, string[] Without);

public sealed record TrackingDraft(double Margin, Dwell Dwell, double? Drop, double? Rise, TimeSpan? Window);

/// <summary>A profile whose parts can still be swapped, scaled, added and dropped.</summary>
public sealed record ProfileDraft(string Name, Formula Formula, double MinimumCoverage, DimensionDraft[] Dimensions, string[] Signals,
    GuardrailDraft[] Guardrails, TierDraft[] Tiers, ActionDraft[] Actions, SegmentDraft[] Segments)
{
    public TrackingDraft? Tracking { get; init; }

    public ParentDraft? Parents { get; init; }

    public string[] Labels { get; init; } = [];

    /// <summary>Every condition of it and its segments, in parts that join no others.</summary>
    public IEnumerable<Condition> Questions => Guardrails.Concat(Segments.SelectMany(segment => segment.Guardrails)).Select(rule => rule.When)
        .Concat(Actions.Concat(Segments.SelectMany(segment => segment.Actions)).Select(action => action.When).OfType<Condition>())
        .Concat(Segments.Select(segment => segment.When).OfType<Condition>()).SelectMany(when => when.Leaves);

    /// <summary>Which numbers are values, by the name of a metric or signal; every number of the others.</summary>
    public IReadOnlyDictionary<string, AcceptedDraft> Accepted { get; init; } = new Dictionary<string, AcceptedDraft>();

    public IEnumerable<MetricDraft> Metrics => Dimensions.SelectMany(dimension => dimension.Metrics);

    /// <summary>Every name a customer has a measurement for.</summary>
    public IEnumerable<string> MeasuredNames => Metrics.Select(metric => metric.Name).Concat(Signals).Concat(Labels);

    public ProfileDraft WithMetrics(Func<DimensionDraft, MetricDraft, MetricDraft> change) => this with
    {
        Dimensions = [.. Dimensions.Select(dimension => dimension with
        {
            Metrics = [.. dimension.Metrics.Select(metric => change(dimension, metric))],
        })],
    };

    /// <summary>The base profile only: nothing changes the score after its formula, and no segment varies it.</summary>
    public ProfileDraft Bare() => this with
    {
        MinimumCoverage = 0,
        Dimensions = [.. Dimensions.Select(dimension => dimension with { MinimumCoverage = 0 })],
        Guardrails = [],
        Actions = [],
        Segments = [],
    };

    /// <summary>Weighted means all the way up; metrics whose points only an additive formula allows get an ordinary curve.</summary>
    public ProfileDraft AsMeans() => this with
    {
        Formula = Formula.WeightedMean,
        Dimensions = [.. Dimensions.Select(dimension => dimension with
        {
            Formula = Formula.WeightedMean,
            Metrics = [.. dimension.Metrics.Select(Ordinary)],
        })],
    };

    public ScoringProfile Build() => ScoringProfile.Create(Name, profile =>
    {
        profile.Formula(Formula).MinimumCoverage(MinimumCoverage);
        foreach (DimensionDraft dimension in Dimensions)
        {
            profile.Dimension(dimension.Name, dimension.Weight, to =>
            {
                to.Formula(dimension.Formula).MinimumCoverage(dimension.MinimumCoverage);
                foreach (MetricDraft metric in dimension.Metrics)
                    to.Metric(metric.Name, metric.Curve.Build(), own => Fill(own, metric));
            });
        }
        foreach (string signal in Signals)
            profile.Signal(signal, own => Fill(own, Accepted.GetValueOrDefault(signal)));
        foreach (string label in Labels)
            profile.Label(label);
        foreach (GuardrailDraft rule in Guardrails)
        {
            _ = rule.Effect switch
            {
                GuardrailEffect.Cap when rule.Tier is { } tier => profile.CapAtTier(rule.Name, tier, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Floor when rule.Tier is { } tier => profile.FloorAtTier(rule.Name, tier, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Cap => profile.Cap(rule.Name, rule.Limit, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Floor => profile.Floor(rule.Name, rule.Limit, rule.When, own => Fill(own, rule)),
                _ => profile.Unscored(rule.Name, rule.When, own => Fill(own, rule)),
            };
        }
        foreach (TierDraft tier in Tiers)
            profile.Tier(tier.Name, tier.From);
        foreach (ActionDraft action in Actions)
            profile.Action(action.Name, to => Fill(to, action));
        if (Tracking is { } rules)
            profile.Tracking(to => Fill(to, rules));
        if (Parents is { } parents)
            profile.Parents(parents.Fill);
        foreach (SegmentDraft segment in Segments)
            profile.Segment(segment.Name, to => Fill(to, segment));
    });

    private static MetricDraft Ordinary(MetricDraft metric) => metric with
    {
        Curve = metric.Curve.Build() is { LowestPoints: >= 0, HighestPoints: <= 100 } ? metric.Curve : CurveDraft.Linear(0, 100),
        Missing = metric.Missing.FixedPoints is >= 0 and <= 100 ? metric.Missing : MissingPolicy.Exclude,
    };

    private static void Fill(SignalBuilder to, AcceptedDraft? accepted)
    {
        if (accepted?.Valid is { } valid)
            to.Valid(valid.From, valid.To);
        to.MissingValues(accepted?.MissingValues ?? []);
        if (accepted is { Whole: true })
            to.Whole();
    }

    private void Fill(MetricBuilder to, MetricDraft metric)
    {
        AcceptedDraft? accepted = Accepted.GetValueOrDefault(metric.Name);
        if (accepted?.Valid is { } valid)
            to.Valid(valid.From, valid.To);
        to.MissingValues(accepted?.MissingValues ?? []);
        if (accepted is { Whole: true })
            to.Whole();
        to.Weight(metric.Weight).WhenMissing(metric.Missing);
        if (metric.Freshness is { } freshness)
            to.FreshFor(freshness.FreshFor, freshness.StaleAfter);
    }

    private static void Fill(GuardrailBuilder to, GuardrailDraft rule)
    {
        if (rule.Immediate)
            to.Immediate();
        if (rule.AppliesWhenMissing)
            to.ApplyWhenMissing();
    }

    private static void Fill(ActionBuilder to, ActionDraft action)
    {
        if (action.Tier is not null)
            to.InTier(action.Tier);
        if (action is { Driver: not null, PointsLost: { } pointsLost })
            to.DrivenBy(action.Driver, pointsLost);
        else if (action.Driver is not null)
            to.DrivenBy(action.Driver);
        if (action.Guardrail is not null)
            to.OnGuardrail(action.Guardrail);
        if (action.Segment is not null)
            to.InSegment(action.Segment);
        if (action.When is not null)
            to.When(action.When);
        if (action.Priority is { } priority)
            to.Priority(priority);
        if (action.CoolDown is not null)
            to.CoolDown(action.CoolDown);
        if (action.Description is not null)
            to.Describe(action.Description);
    }

    private static void Fill(TrackingBuilder to, TrackingDraft rules)
    {
        to.Margin(rules.Margin).Dwell(rules.Dwell);
        if (rules.Drop is { } drop)
            to.Drop(drop);
        if (rules.Rise is { } rise)
            to.Rise(rise);
        if (rules.Window is { } window)
            to.Window(window);
    }

    private static void Fill(SegmentBuilder to, SegmentDraft segment)
    {
        if (segment.When is { } when)
            to.When(when);
        foreach ((string name, double weight) in segment.Weights)
            to.Weight(name, weight);
        foreach ((string name, CurveDraft curve) in segment.Curves)
            to.Curve(name, curve.Build());
        foreach (GuardrailDraft rule in segment.Guardrails)
        {
            _ = rule.Effect switch
            {
                GuardrailEffect.Cap when rule.Tier is { } tier => to.CapAtTier(rule.Name, tier, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Floor when rule.Tier is { } tier => to.FloorAtTier(rule.Name, tier, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Cap => to.Cap(rule.Name, rule.Limit, rule.When, own => Fill(own, rule)),
                GuardrailEffect.Floor => to.Floor(rule.Name, rule.Limit, rule.When, own => Fill(own, rule)),
                _ => to.Unscored(rule.Name, rule.When, own => Fill(own, rule)),
            };
        }
        foreach ((string name, double from) in segment.Tiers)
            to.Tier(name, from);
        foreach (ActionDraft action in segment.Actions)
            to.Action(action.Name, own => Fill(own, action));
        foreach (string name in segment.Without)
            to.Without(name);
    }
}
