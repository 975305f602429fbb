using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>A scoped service in a metric is refused in every environment: a provider that does not validate scopes would hand it out.</summary>
public sealed class ScopedServiceTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20))).Tier("any", 0));

    [Fact]
    public void A_metric_that_asks_for_a_scoped_service_is_refused() => Assert.Equal(
        "Health scoring of Customer has an error:\n- metrics: one cannot be made: DirectMetric is a singleton and asks for Session, "
            + "which is registered as scoped. Let it ask for a factory, such as IDbContextFactory or IServiceScopeFactory, and use a scope "
            + "in each call; register what it asks for, or see its constructor",
        Refused(health => health.AddMetric<DirectMetric>(), services => services.AddScoped<Session>()).ReplaceLineEndings("\n"));

    [Fact]
    public void So_is_one_that_asks_for_it_through_another_service()
    {
        string message = Refused(health => health.AddBatchMetric<IndirectMetric>(),
            services => services.AddScoped<Session>().AddTransient<Repository>());

        Assert.Contains("IndirectMetric is a singleton and asks for Session, which is registered as scoped.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_scoped_is_given()
    {
        using ServiceProvider provider = Provider(
            health => health.AddMetric<DirectMetric>(), services => services.AddSingleton<Session>().AddScoped<Repository>());

        Assert.Equal(50, provider.GetRequiredService<HealthScorer<Customer>>().Score(new(10)).Value);
    }

    [Fact]
    public void A_constructor_that_the_container_does_not_take_is_not_looked_at()
    {
        using ServiceProvider provider = Provider(health => health.AddMetric<ChoosyMetric>(), services => services.AddScoped<Session>());

        Assert.Equal(50, provider.GetRequiredService<HealthScorer<Customer>>().Score(new(10)).Value);
    }

    private static string Refused(Action<HealthScoringBuilder<Customer>> metric, Action<IServiceCollection> more)
    {
        using ServiceProvider provider = Provider(metric, more);
        return Assert.Throws<InvalidRegistrationException>(provider.GetRequiredService<HealthScorer<Customer>>).Message;
    }

    private static ServiceProvider Provider(Action<HealthScoringBuilder<Customer>> metric, Action<IServiceCollection> more)
    {
        var services = new ServiceCollection();
        services.AddHealthScoring<Customer>(health => metric(health.UseProfile(Profile)));
        more(services);
        return services.BuildServiceProvider(validateScopes: false);
    }

    private sealed record Customer(int Logins);

    private sealed class Session;

    private sealed class Repository(Session session)
    {
        public Session Session { get; } = session;
    }

    private sealed class DirectMetric(Session session) : IMetric<Customer>
    {
        public string Name => session is null ? "" : "logins";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class ChoosyMetric : IMetric<Customer>
    {
        public ChoosyMetric()
        {
        }

        // Nothing registers a repository, so this is not for the container.
        public ChoosyMetric(Session session, Repository repository) => Name = $"{session}{repository}";

        public string Name { get; } = "logins";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class IndirectMetric(Repository repository) : IBatchMetric<Customer>
    {
        public string Name => repository.Session is null ? "" : "logins";

        public Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<Customer> customers, DateTimeOffset asOf, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Measurement>>([.. customers.Select(customer => (Measurement)customer.Logins)]);
    }
}
