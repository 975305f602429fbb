using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Checks that the metrics a host has are those a profile names.</summary>
internal static class MetricBinding
{
    // A little below what timers can count.
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(49);

    /// <summary>Every metric that is registered without a name or twice, or not at all.</summary>
    public static IEnumerable<InputError> Errors(ScoringProfile? profile, IReadOnlyList<string?> registered)
    {
        if (registered.Contains(null))
            yield return new("metrics", null, null, "a registered metric is null, or its name is", "give every metric a name");
        foreach ((string name, int count) in registered.OfType<string>().CountBy(name => name, StringComparer.Ordinal))
        {
            if (count > 1)
                yield return Error(name, $"it is registered {count} times", "keep one, or give the others names of their own");
        }
        foreach (string name in (profile?.MetricNames ?? []).Except(registered.OfType<string>(), StringComparer.Ordinal))
        {
            bool isLabel = profile!.Labels.Contains(name, StringComparer.Ordinal);
            yield return Error(name, $"profile '{profile.Name}' names it{(isLabel ? " as a label" : "")}, and it is not registered",
                Suggestion.Nearest(name, registered.OfType<string>()) is { } nearest
                    ? $"did you mean '{nearest}'? Use one spelling in both places"
                    : isLabel ? "register it with AddLabel or HealthMetric.Label" : "register a metric of that name");
        }
    }

    /// <summary>
    /// Every metric that the profile lets fade and whose number comes without the time it was observed, and every number of a set that the profile
    /// names as a label.
    /// </summary>
    public static IEnumerable<InputError> Unfit<TCustomer>(ScoringProfile? profile, IEnumerable<IMetric<TCustomer>> metrics)
    {
        HashSet<string> fading = [.. (profile?.Dimensions ?? []).SelectMany(dimension => dimension.Metrics)
            .Where(metric => metric.Freshness is not null).Select(metric => metric.Name)];
        foreach (IMetric<TCustomer> metric in metrics)
        {
            if (metric is not IUndatedMetric { Form: var form })
                continue;
            string leaveOut = metric is SetMetric<TCustomer> ? "leave it out of the set, and " : "";
            if (fading.Contains(metric.Name))
            {
                yield return Error(metric.Name, $"profile '{profile!.Name}' lets it fade, and its {form} does not say when it was observed",
                    leaveOut + "give a function of the customer and the time that returns new Measurement(value, observedAt)");
            }
            else if (leaveOut.Length > 0 && profile?.Labels.Contains(metric.Name, StringComparer.Ordinal) == true)
            {
                yield return Error(metric.Name, $"profile '{profile.Name}' names it as a label, and its {form} gives numbers",
                    leaveOut + "register it with AddLabel or HealthMetric.Label");
            }
        }
    }

    /// <summary>Every batch metric whose timeout is out of range.</summary>
    public static IEnumerable<InputError> Errors(IEnumerable<(string? Name, TimeSpan Timeout)> batchMetrics) => batchMetrics
        .Where(metric => metric.Timeout != Timeout.InfiniteTimeSpan && (metric.Timeout < MinTimeout || metric.Timeout > MaxTimeout))
        .Select(metric => Error(metric.Name ?? "", FormattableString.Invariant($"it has a timeout of {metric.Timeout}"),
            "use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan"));

    private static InputError Error(string metric, string problem, string remedy) =>
        new($"metric '{Excerpt.OfValue(metric)}'", null, null, Excerpt.OfLine(problem), Excerpt.OfLine(remedy));
}
