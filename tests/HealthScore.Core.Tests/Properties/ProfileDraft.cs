namespace HealthScoring.Tests.Properties;

public sealed record MetricDraft(string Name, CurveDraft Curve, double Weight, MissingPolicy Missing, Freshness? Freshness = null);

public sealed record DimensionDraft(string Name, double Weight, Formula Formula, MetricDraft[] Metrics);

public sealed record GuardrailDraft(string Name, GuardrailEffect Effect, double Limit, Condition When, bool Immediate = false);

public sealed record TierDraft(string Name, double From);

public sealed record ActionDraft(
    string Name, string? Tier, string? Driver, double? PointsLost, string? Guardrail, string? Segment, int? Priority, string? Description,
    CoolDown? CoolDown = null);

public sealed record SegmentDraft(string Name, Condition? When, (string Name, double Weight)[] Weights,
    (string Name, CurveDraft Curve)[] Curves,
    GuardrailDraft[] Guardrails, (string Name, double From)[] Tiers, ActionDraft[] Actions, string[] Without);

public sealed record TrackingDraft(double Margin, Dwell Dwell, double? Drop, double? Rise, TimeSpan? Window);

/// <summary>A profile whose parts can still be swapped, scaled, added and dropped.</summary>
public sealed record ProfileDraft(string Name, Formula Formula, double MinimumCoverage, DimensionDraft[] Dimensions, string[] Signals,
    GuardrailDraft[] Guardrails, TierDraft[] Tiers, ActionDraft[] Actions, SegmentDraft[] Segments)
{
    public TrackingDraft? Tracking { get; init; }

    public IEnumerable<MetricDraft> Metrics => Dimensions.SelectMany(dimension => dimension.Metrics);

    /// <summary>Every name a customer has a measurement for.</summary>
    public IEnumerable<string> MeasuredNames => Metrics.Select(metric => metric.Name).Concat(Signals);

    public ProfileDraft WithMetrics(Func<DimensionDraft, MetricDraft, MetricDraft> change) => this with
    {
        Dimensions = [.. Dimensions.Select(dimension => dimension with
        {
            Metrics = [.. dimension.Metrics.Select(metric => change(dimension, metric))],
        })],
    };

    /// <summary>The base profile only: nothing changes the score after its formula, and no segment varies it.</summary>
    public ProfileDraft Bare() => this with { MinimumCoverage = 0, Guardrails = [], Actions = [], Segments = [] };

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
                to.Formula(dimension.Formula);
                foreach (MetricDraft metric in dimension.Metrics)
                    to.Metric(metric.Name, metric.Curve.Build(), metric.Weight, metric.Missing, freshness: metric.Freshness);
            });
        }
        foreach (string signal in Signals)
            profile.Signal(signal);
        foreach (GuardrailDraft rule in Guardrails)
        {
            _ = rule.Effect switch
            {
                GuardrailEffect.Cap => profile.Cap(rule.Name, rule.Limit, rule.When, immediate: rule.Immediate),
                GuardrailEffect.Floor => profile.Floor(rule.Name, rule.Limit, rule.When, immediate: rule.Immediate),
                _ => profile.Unscored(rule.Name, rule.When),
            };
        }
        foreach (TierDraft tier in Tiers)
            profile.Tier(tier.Name, tier.From);
        foreach (ActionDraft action in Actions)
        {
            profile.Action(action.Name, action.Tier, action.Driver, action.PointsLost, action.Guardrail, action.Segment, action.Priority,
                action.Description, action.CoolDown);
        }
        if (Tracking is { } rules)
            profile.Tracking(rules.Margin, rules.Dwell, rules.Drop, rules.Rise, rules.Window);
        foreach (SegmentDraft segment in Segments)
            profile.Segment(segment.Name, to => Fill(to, segment));
    });

    private static MetricDraft Ordinary(MetricDraft metric) => metric with
    {
        Curve = metric.Curve.Build() is { LowestPoints: >= 0, HighestPoints: <= 100 } ? metric.Curve : CurveDraft.Linear(0, 100),
        Missing = metric.Missing.FixedPoints is >= 0 and <= 100 ? metric.Missing : MissingPolicy.Exclude,
    };

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
                GuardrailEffect.Cap => to.Cap(rule.Name, rule.Limit, rule.When, immediate: rule.Immediate),
                GuardrailEffect.Floor => to.Floor(rule.Name, rule.Limit, rule.When, immediate: rule.Immediate),
                _ => to.Unscored(rule.Name, rule.When),
            };
        }
        foreach ((string name, double from) in segment.Tiers)
            to.Tier(name, from);
        foreach (ActionDraft action in segment.Actions)
        {
            to.Action(action.Name, action.Tier, action.Driver, action.PointsLost, action.Guardrail, action.Segment, action.Priority,
                action.Description, action.CoolDown);
        }
        foreach (string name in segment.Without)
            to.Without(name);
    }
}
