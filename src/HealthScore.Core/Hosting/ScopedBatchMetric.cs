using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HealthScoring;

/// <summary>
/// A batch metric that asks for scoped services, such as a database context: each request has a scope of its own, and in it a metric of its own.
/// </summary>
internal sealed class ScopedBatchMetric<TCustomer, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMetric>
    : IBatchMetric<TCustomer>
    where TMetric : class, IBatchMetric<TCustomer>
{
    // Without a key the metric is a singleton.
    private static readonly Type Key = typeof(ScopedBatchMetric<TCustomer, TMetric>);

    private readonly IServiceScopeFactory _scopes;

    /// <summary>Makes one metric, so that what cannot be made is noticed now, and for its properties.</summary>
    public ScopedBatchMetric(IServiceScopeFactory scopes)
    {
        _scopes = scopes;
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            TMetric metric = MetricOf(scope);
            (Name, Timeout, ThrowFaults) = (metric.Name, metric.Timeout, metric.ThrowFaults);
        }
        finally
        {
            // What the scope made may not know how to end at once.
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public string Name { get; }

    public TimeSpan Timeout { get; }

    public bool ThrowFaults { get; }

    /// <summary>Lets scopes make the metric.</summary>
    public static void Register(IServiceCollection services) => services.TryAddKeyedScoped<TMetric>(Key);

    public async Task<IReadOnlyList<Measurement>> MeasureAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable end = scope.ConfigureAwait(false);
        Task<IReadOnlyList<Measurement>>? answer = MetricOf(scope).MeasureAsync(customers, asOf, cancellationToken);
        IReadOnlyList<Measurement>? measurements = answer is null ? null : await answer.ConfigureAwait(false);
        // A copy, made while the scope's services still work.
        return measurements is null ? null! : [.. measurements];
    }

    private static TMetric MetricOf(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredKeyedService<TMetric>(Key);
}
