using HealthScoring.Profiles;

namespace HealthScoring.Customers;

/// <summary>Checks that the metrics a host has are those a profile names.</summary>
internal static class MetricBinding
{
    /// <summary>Every problem in a line of its own.</summary>
    public static IEnumerable<string> Problems(ScoringProfile profile, IReadOnlyList<string?> registered)
    {
        if (registered.Contains(null))
            yield return "A registered metric is null, or its name is; give every metric a name.";
        foreach (IGrouping<string, string> same in registered.OfType<string>().GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"Metric '{same.Key}' is registered {same.Count()} times; keep one, or give the others names of their own.";
        foreach (string name in profile.MetricNames.Except(registered.OfType<string>(), StringComparer.Ordinal))
        {
            yield return $"Profile '{profile.Name}' names the metric '{name}', but nobody registered it; "
                + (Suggestion.Nearest(name, registered.OfType<string>()) is { } nearest
                    ? $"'{nearest}' is registered: if that is meant, give both the same name, otherwise "
                    : "")
                + $"add AddMetric(\"{name}\", …).";
        }
    }
}
