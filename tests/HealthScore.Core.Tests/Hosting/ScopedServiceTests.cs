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
            + "which is registered as scoped. Make it a batch metric, which has a scope per request, or let it ask for a factory, such as "
            + "IDbContextFactory or IServiceScopeFactory, and use a scope in each call; register what it asks for, or see its constructor",
        Refused(health => health.AddMetric<DirectMetric>(), services => services.AddScoped<Session>()).ReplaceLineEndings("\n"));

    [Fact]
    public void So_is_one_that_asks_for_it_through_another_service()
    {
        string message = Refused(health => health.AddMetric<IndirectMetric>(),
            services => services.AddScoped<Session>().AddTransient<Repository>());

        Assert.Contains("IndirectMetric is a singleton and asks for Session, which is registered as scoped.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_one_that_asks_for_it_by_a_key_or_among_others()
    {
        string keyed = Refused(health => health.AddMetric<KeyedMetric>(), services => services.AddKeyedScoped<Session>("reporting"));
        string any = Refused(health => health.AddMetric<KeyedMetric>(), services => services.AddKeyedScoped<Session>(KeyedService.AnyKey));
        string among = Refused(health => health.AddMetric<CountingMetric>(), services => services.AddSingleton(new Session()).AddScoped<Session>());

        Assert.Contains("KeyedMetric is a singleton and asks for Session, which is registered as scoped.", keyed, StringComparison.Ordinal);
        Assert.Equal(keyed, any);
        Assert.Contains("CountingMetric is a singleton and asks for Session, which is registered as scoped.", among, StringComparison.Ordinal);
        Assert.Contains("BoxesMetric is a singleton and asks for Box`1, which is registered as scoped.",
            Refused(health => health.AddMetric<BoxesMetric>(), services => services.AddSingleton<Session>().AddScoped(typeof(Box<>))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_of_another_key_or_of_none_is_another_one()
    {
        using ServiceProvider provider = Provider(health => health.AddMetric<KeyedMetric>(),
            services => services.AddScoped<Session>().AddKeyedScoped<Session>("other").AddKeyedSingleton<Session>("reporting")
                .AddKeyedScoped<Session>(KeyedService.AnyKey));

        Assert.Equal(50, provider.GetRequiredService<HealthScorer<Customer>>().Score(new(10)).Value);
    }

    // As the container does: the last of those of the very type, and else the last of the open one.
    [Fact]
    public void A_closed_generic_service_comes_before_an_open_one()
    {
        using ServiceProvider provider = Provider(health => health.AddMetric<GenericMetric>(),
            services => services.AddSingleton<Box<Session>>().AddSingleton<Session>().AddScoped(typeof(Box<>)));

        Assert.Equal(50, provider.GetRequiredService<HealthScorer<Customer>>().Score(new(10)).Value);
        Assert.Contains("asks for Box`1, which is registered as scoped.", Refused(health => health.AddMetric<GenericMetric>(),
            services => services.AddSingleton<Session>().AddScoped<Box<Session>>().AddSingleton(typeof(Box<>))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_metric_that_asks_for_one_has_a_scope_per_request(bool validates)
    {
        var sessions = new List<AsyncSession>();
        var services = new ServiceCollection();
        services.AddScoped(_ =>
        {
            lock (sessions)
                sessions.Add(new());
            return sessions[^1];
        });
        services.AddTransient<AsyncRepository>();
        services.AddHealthScoring<Customer>("one", health => health.AddBatchMetric<ScopedMetric>().UseProfile(Profile));
        services.AddHealthScoring<Customer>("two", health => health.AddBatchMetric<ScopedMetric>().UseProfile(Profile));
        await using ServiceProvider provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = validates, ValidateScopes = validates });
        var scorer = provider.GetRequiredKeyedService<HealthScorer<Customer>>("one");
        // One for its name, and none any more.
        Assert.True(Assert.Single(sessions).IsDisposed);
        sessions.Clear();

        ScoredCustomer<Customer>[] scores = await scorer
            .ScoreAllAsync(Enumerable.Range(0, 20).Select(i => new Customer(i)).ToAsyncEnumerable(),
                new() { BlockSize = 5, MaxDegreeOfParallelism = 1 }, TestContext.Current.CancellationToken)
            .ToArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double?)i * 5), scores.Select(score => score.Value));
        Assert.Equal([1, 1, 1, 1], sessions.Select(session => session.Requests));
        Assert.All(sessions, session => Assert.True(session.IsDisposed));
        Assert.Equal(25, (await provider.GetRequiredKeyedService<HealthScorer<Customer>>("two")
            .ScoreAsync(new(5), cancellationToken: TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task So_has_one_that_asks_for_it_by_a_key()
    {
        var sessions = new List<AsyncSession>();
        var services = new ServiceCollection();
        services.AddKeyedScoped("reporting", (_, _) =>
        {
            sessions.Add(new());
            return sessions[^1];
        });
        services.AddHealthScoring<Customer>(health => health.AddBatchMetric<KeyedBatchMetric>().UseProfile(Profile));
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: false);
        var scorer = provider.GetRequiredService<HealthScorer<Customer>>();
        sessions.Clear();

        for (int i = 0; i < 3; i++)
            Assert.Equal(25, (await scorer.ScoreAsync(new(5), cancellationToken: TestContext.Current.CancellationToken)).Value);

        Assert.Equal([1, 1, 1], sessions.Select(session => session.Requests));
        Assert.All(sessions, session => Assert.True(session.IsDisposed));
    }

    [Fact]
    public async Task A_batch_metric_that_asks_for_none_is_one_for_all_requests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<AsyncSession>().AddTransient<AsyncRepository>();
        services.AddHealthScoring<Customer>(health => health.AddBatchMetric<ScopedMetric>().UseProfile(Profile));
        await using ServiceProvider provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var scorer = provider.GetRequiredService<HealthScorer<Customer>>();

        for (int i = 1; i <= 3; i++)
        {
            await scorer.ScoreAsync(new(5), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(i, provider.GetRequiredService<ScopedMetric>().Requests);
        }
        Assert.Equal((3, false), (provider.GetRequiredService<AsyncSession>().Requests, provider.GetRequiredService<AsyncSession>().IsDisposed));
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

    private sealed class IndirectMetric(Repository repository) : IMetric<Customer>
    {
        public string Name => repository.Session is null ? "" : "logins";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class KeyedMetric([FromKeyedServices("reporting")] Session session) : IMetric<Customer>
    {
        public string Name => session is null ? "" : "logins";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class CountingMetric(IEnumerable<Session> sessions) : IMetric<Customer>
    {
        public string Name => sessions.Any() ? "logins" : "";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class Box<T>(T content)
    {
        public T Content => content;
    }

    private sealed class BoxesMetric(IEnumerable<Box<Session>> boxes) : IMetric<Customer>
    {
        public string Name => boxes.Any() ? "logins" : "";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class GenericMetric(Box<Session> box) : IMetric<Customer>
    {
        public string Name => box.Content is null ? "" : "logins";

        public Measurement Measure(Customer customer, DateTimeOffset asOf) => customer.Logins;
    }

    private sealed class KeyedBatchMetric([FromKeyedServices("reporting")] AsyncSession session) : IBatchMetric<Customer>
    {
        public string Name => "logins";

        public Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<Customer> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
        {
            session.Requests++;
            return Task.FromResult<IReadOnlyList<Measurement>>([.. customers.Select(customer => (Measurement)customer.Logins)]);
        }
    }

    private sealed class AsyncSession : IAsyncDisposable
    {
        public int Requests { get; set; }

        public bool IsDisposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class AsyncRepository(AsyncSession session)
    {
        public AsyncSession Session => session;
    }

    private sealed class ScopedMetric(AsyncRepository repository, AsyncSession session) : IBatchMetric<Customer>
    {
        public string Name => "logins";

        public int Requests { get; private set; }

        public async Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<Customer> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Requests++;
            session.Requests++;
            return repository.Session == session && !session.IsDisposed
                ? [.. customers.Select(customer => (Measurement)customer.Logins)]
                : throw new ObjectDisposedException(nameof(AsyncSession));
        }
    }
}
