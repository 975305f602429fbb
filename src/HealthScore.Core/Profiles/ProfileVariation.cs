namespace HealthScoring;

/// <summary>A profile with some of its parts replaced.</summary>
internal static class ProfileVariation
{
    /// <summary>Applies a segment's overrides to its profile. What a segment does not name it inherits, in the same order.</summary>
    public static ScoringProfile Of(ScoringProfile profile, Segment segment) => new(profile)
    {
        Dimensions = [.. profile.Dimensions.Select(dimension => dimension.With(
            segment.Weights.GetValueOrDefault(dimension.Name, dimension.Weight),
            dimension.Metrics.Select(metric => metric.With(
                segment.Weights.GetValueOrDefault(metric.Name, metric.Weight),
                segment.Curves.GetValueOrDefault(metric.Name, metric.Curve)))))],
        Guardrails = Replaced(profile.Guardrails, segment.Guardrails, segment.Without, guardrail => guardrail.Name),
        TierList = segment.Tiers.Count == 0 ? profile.TierList : [.. profile.TierList.Select(tier =>
            segment.Tiers.TryGetValue(tier.Name, out double from) ? new Tier(tier.Name, from, tier.Description) : tier)],
        Actions = Replaced(profile.Actions, segment.Actions, segment.Without, action => action.Name),
    };

    /// <summary>The whole profile with another weight of a dimension or metric.</summary>
    public static ScoringProfile WithWeight(ScoringProfile profile, string name, double weight) => new(profile)
    {
        Dimensions = [.. profile.Dimensions.Select(dimension => dimension.With(
            dimension.Name == name ? weight : dimension.Weight,
            dimension.Metrics.Select(metric => metric.Name == name ? metric.With(weight) : metric)))],
    };

    private static IReadOnlyList<T> Replaced<T>(IReadOnlyList<T> inherited, IReadOnlyList<T> own, IReadOnlyList<string> without, Func<T, string> name)
    {
        if (own.Count == 0 && without.Count == 0)
            return inherited;
        HashSet<string> left = new(without, StringComparer.Ordinal);
        var replacing = own.DistinctBy(name).ToDictionary(name, StringComparer.Ordinal);
        return [.. inherited.Where(part => !left.Contains(name(part))).Select(part => replacing.GetValueOrDefault(name(part)) ?? part)];
    }
}
