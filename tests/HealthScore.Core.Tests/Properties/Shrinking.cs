namespace HealthScoring.Tests.Properties;

/// <summary>Drops what a failing case may not need: whole lists first, then one customer or metric at a time.</summary>
internal static class Shrinking
{
    public static IEnumerable<Trial> Of(Trial failing)
    {
        if (failing.Customers.Length > 1)
        {
            foreach (var customer in failing.Customers)
                yield return failing with { Customers = [customer] };
        }
        if (failing.Named is not null)
            yield return failing with { Named = null };
        foreach (ProfileDraft profile in Of(failing.Profile))
            yield return failing with { Profile = profile };
    }

    public static IEnumerable<ProfileDraft> Of(ProfileDraft failing)
    {
        if (failing.Segments.Length > 0)
            yield return failing with { Segments = [], Actions = [.. failing.Actions.Where(action => action.Segment is null)] };
        if (failing.Segments.Length == 0 && failing.Actions.Length > 0)
            yield return failing with { Actions = [] };
        if (failing.Segments.Length == 0 && failing.Actions.Length == 0)
        {
            for (int i = 0; i < failing.Guardrails.Length; i++)
                yield return failing with { Guardrails = Without(failing.Guardrails, i) };
            if (failing.Guardrails.Length == 0)
            {
                foreach (ProfileDraft profile in WithFewerParts(failing))
                    yield return profile;
            }
        }
        if (failing.MinimumCoverage > 0)
            yield return failing with { MinimumCoverage = 0 };
    }

    private static IEnumerable<ProfileDraft> WithFewerParts(ProfileDraft failing)
    {
        for (int d = 0; d < failing.Dimensions.Length; d++)
        {
            DimensionDraft[] others = Without(failing.Dimensions, d);
            if (others.Any(dimension => dimension.Weight > 0))
                yield return failing with { Dimensions = others };
            for (int m = 0; m < failing.Dimensions[d].Metrics.Length; m++)
            {
                MetricDraft[] metrics = Without(failing.Dimensions[d].Metrics, m);
                if (!metrics.Any(metric => metric.Weight > 0))
                    continue;
                var dimensions = (DimensionDraft[])failing.Dimensions.Clone();
                dimensions[d] = dimensions[d] with { Metrics = metrics };
                yield return failing with { Dimensions = dimensions };
            }
        }
        if (failing.Signals.Length > 0)
            yield return failing with { Signals = [] };
        if (failing.Labels.Length > 0)
            yield return failing with { Labels = [] };
    }

    private static T[] Without<T>(T[] items, int index) => [.. items.Where((_, i) => i != index)];
}
