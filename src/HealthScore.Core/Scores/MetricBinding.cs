using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Checks that the metrics a host has are those a profile names.</summary>
internal static class MetricBinding
{
    // A little below what timers can count.
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(49);

    /// <summary>Every problem in a line of its own.</summary>
    public static IEnumerable<string> Problems(ScoringProfile? profile, IReadOnlyList<string?> registered)
    {
        if (registered.Contains(null))
            yield return "A registered metric is null, or its name is; give every metric a name.";
        foreach ((string name, int count) in registered.OfType<string>().CountBy(name => name, StringComparer.Ordinal))
        {
            if (count > 1)
                yield return $"Metric '{name}' is registered {count} times; keep one, or give the others names of their own.";
        }
        foreach (string name in (profile?.MetricNames ?? []).Except(registered.OfType<string>(), StringComparer.Ordinal))
        {
            yield return $"Profile '{profile!.Name}' names the metric '{name}', but nobody registered it; "
                + (Suggestion.Nearest(name, registered.OfType<string>()) is { } nearest
                    ? $"did you mean '{nearest}'? Use one spelling in both places."
                    : "register a metric of that name.");
        }
    }

    /// <summary>Every metric that the profile lets fade, and that is a function which cannot say when it observed something.</summary>
    public static IEnumerable<string> Undated<TCustomer>(ScoringProfile? profile, IEnumerable<IMetric<TCustomer>> metrics)
    {
        HashSet<string> fading = [.. (profile?.Dimensions ?? []).SelectMany(dimension => dimension.Metrics)
            .Where(metric => metric.Freshness is not null).Select(metric => metric.Name)];
        return metrics.OfType<ValueMetric<TCustomer>>().Where(metric => fading.Contains(metric.Name)).Select(metric =>
            $"Profile '{profile!.Name}' lets the metric '{metric.Name}' fade, and its function does not say when it was observed; "
            + "give a function of the customer and the time that returns new Measurement(value, observedAt).");
    }

    /// <summary>Every batch metric whose timeout is none.</summary>
    public static IEnumerable<string> Problems(IEnumerable<(string? Name, TimeSpan Timeout)> batchMetrics) => batchMetrics
        .Where(metric => metric.Timeout != Timeout.InfiniteTimeSpan && (metric.Timeout < MinTimeout || metric.Timeout > MaxTimeout))
        .Select(metric => FormattableString.Invariant(
            $"Metric '{metric.Name}' has a timeout of {metric.Timeout}; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan."));
}
