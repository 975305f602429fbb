using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthScoring.AspNetCore;

/// <summary>Adds the health check of a scoring.</summary>
public static class HealthScoringHealthCheckExtensions
{
    /// <summary>
    /// Adds a health check: degraded while a changed profile is refused, the last published run is old or there is none, or a later run is not
    /// published 2 hours after its instant, as when a source was lost; unhealthy where the store or the scoring cannot be asked.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name; <c>health-scoring</c>, with the scoring's name if it has one, if not given.</param>
    /// <param name="maxAge">How old the last published run may be, more than 0; 26 hours if not given.</param>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The health checks.</returns>
    /// <remarks>Its data are names, fingerprints and times; nothing of a customer, and nothing that an exception says.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not more than 0.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="scoring"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddHealthScoring<TCustomer>(this IHealthChecksBuilder builder, string? name = null, TimeSpan? maxAge = null,
        string scoring = "", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(scoring);
        TimeSpan age = maxAge ?? TimeSpan.FromHours(26);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(maxAge));
        return builder.Add(new(name ?? (scoring.Length == 0 ? "health-scoring" : $"health-scoring-{scoring}"),
            services => new ScoringHealthCheck<TCustomer>(services, scoring, age), HealthStatus.Unhealthy, tags));
    }
}
