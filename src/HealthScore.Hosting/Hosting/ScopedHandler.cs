using Microsoft.Extensions.DependencyInjection;

namespace HealthScoring.Hosting;

/// <summary>A handler that is made anew for each event, in a scope of its own.</summary>
internal sealed class ScopedHandler<TCustomer> : IHealthEventHandler<TCustomer>
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Func<IServiceProvider, IHealthEventHandler<TCustomer>> _make;

    /// <summary>Makes a handler once, to learn its name and that it can be made.</summary>
    public ScopedHandler(IServiceScopeFactory scopes, Func<IServiceProvider, IHealthEventHandler<TCustomer>> make)
    {
        (_scopes, _make) = (scopes, make);
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            Name = make(scope.ServiceProvider).Name;
        }
        finally
        {
            // A service of the scope may know no other way.
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public string Name { get; }

    public async Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await _make(scope.ServiceProvider).HandleAsync(happened, cancellationToken).ConfigureAwait(false);
    }
}
