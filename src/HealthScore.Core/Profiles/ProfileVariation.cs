namespace HealthScoring;

/// <summary>A profile with some of its parts replaced.</summary>
internal static class ProfileVariation
{
    /// <summary>Applies a segment's overrides to its profile. What a segment does not name it inherits, in the same order.</summary>
    public static ScoringProfile Of(ScoringProfile profile, Segment segment) => new()
    {
        Name = profile.Name,
        Id = profile.Id,
        Description = profile.Description,
        Formula = profile.Formula,
        MinimumCoverage = profile.MinimumCoverage,
        OnFault = profile.OnFault,
        Dimensions = [.. profile.Dimensions.Select(dimension => dimension.With(
            segment.Weights.GetValueOrDefault(dimension.Name, dimension.Weight),
            dimension.Metrics.Select(metric => metric.With(
                segment.Weights.GetValueOrDefault(metric.Name, metric.Weight),
                segment.Curves.GetValueOrDefault(metric.Name, metric.Curve)))))],
        Signals = profile.Signals,
        Labels = profile.Labels,
        Guardrails = [.. profile.Guardrails
            .Where(guardrail => !segment.Without.Contains(guardrail.Name))
            .Select(guardrail => segment.Guardrails.FirstOrDefault(own => own.Name == guardrail.Name) ?? guardrail)],
        TierList = [.. profile.TierList.Select(tier =>
            segment.Tiers.TryGetValue(tier.Name, out double from) ? new Tier(tier.Name, from, tier.Description) : tier)],
        Actions = [.. profile.Actions
            .Where(action => !segment.Without.Contains(action.Name))
            .Select(action => segment.Actions.FirstOrDefault(own => own.Name == action.Name) ?? action)],
        Segments = profile.Segments,
    };

    /// <summary>The whole profile with another weight of a dimension or metric.</summary>
    public static ScoringProfile WithWeight(ScoringProfile profile, string name, double weight) => new(profile)
    {
        Dimensions = [.. profile.Dimensions.Select(dimension => dimension.With(
            dimension.Name == name ? weight : dimension.Weight,
            dimension.Metrics.Select(metric => metric.Name == name ? metric.With(weight) : metric)))],
    };
}
