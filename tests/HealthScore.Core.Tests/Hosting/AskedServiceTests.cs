using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>What a metric asks for depends on the constructor that the container takes, and on what it gives for each parameter.</summary>
public sealed class AskedServiceTests
{
    private static IServiceCollection Scoped => new ServiceCollection().AddScoped<Session>();

    [Fact]
    public void Of_the_constructors_that_can_be_called_the_one_with_the_most_parameters_counts() =>
        Assert.Equal(typeof(Session), ScopedService.Find(typeof(Growing), Scoped));

    [Fact]
    public void A_parameter_with_a_default_value_needs_no_service() =>
        Assert.Equal(typeof(Session), ScopedService.Find(typeof(Defaulted), Scoped));

    [Fact]
    public void Nor_does_one_that_the_container_gives_of_itself() =>
        Assert.Equal(typeof(Session), ScopedService.Find(typeof(BuiltIn), Scoped));

    [Fact]
    public void Where_no_constructor_can_be_called_nothing_is_asked_for() =>
        Assert.Null(ScopedService.Find(typeof(Keyed), Scoped));

    [Fact]
    public void What_a_service_with_a_key_asks_for_counts_too() =>
        Assert.Equal(typeof(Session), ScopedService.Find(typeof(Keyed), Scoped.AddKeyedTransient<Repository>("reporting")));

    [Fact]
    public void Of_several_open_services_the_last_counts()
    {
        Assert.Equal(typeof(Box<>), ScopedService.Find(typeof(Boxed), new ServiceCollection().AddSingleton(typeof(Box<>)).AddScoped(typeof(Box<>))));
        Assert.Null(ScopedService.Find(typeof(Boxed), new ServiceCollection().AddScoped(typeof(Box<>)).AddSingleton(typeof(Box<>))));
    }

    private sealed class Session;

    private sealed class Box<T>
    {
        public T? Content { get; init; }
    }

    private sealed class Repository(Session session)
    {
        public Session Session => session;
    }

    private sealed class Growing
    {
        public Growing()
        {
        }

        public Growing(Session session) => Session = session;

        public Session? Session { get; }
    }

    private sealed class Defaulted(Session session, string name = "logins")
    {
        public override string ToString() => $"{name} {session}";
    }

    private sealed class BuiltIn(Session session, IServiceProvider provider, IServiceScopeFactory scopes, IServiceProviderIsService known,
        IServiceProviderIsKeyedService keyed, IEnumerable<Repository> none)
    {
        public override string ToString() => $"{session} {provider} {scopes} {known} {keyed} {none.Count()}";
    }

    private sealed class Keyed([FromKeyedServices("reporting")] Repository repository)
    {
        public Session Session => repository.Session;
    }

    private sealed class Boxed(Box<Session> box)
    {
        public Session? Session => box.Content;
    }
}
