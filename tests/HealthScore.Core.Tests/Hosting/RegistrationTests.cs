using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Hosting;

public sealed class RegistrationTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("simple", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10))).Tier("any", 0));

    [Fact]
    public void A_file_that_is_not_there_is_named_in_full_with_what_to_do()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "not-there.json");

        Assert.Equal(
            $"profile: it cannot be loaded: there is no file '{file}'. Copy it to the output (CopyToOutputDirectory), or give a full path; "
                + "see UseProfile",
            OnlyError(health => health.AddMetric("logins", value => value).UseProfile("not-there.json")));
    }

    [Fact]
    public void A_metric_whose_name_throws_is_an_error() => Assert.Equal(
        "metrics: one has no name: it is not connected yet; see its Name",
        OnlyError(health => health.AddMetric(new NamelessMetric()).UseProfile(Profile)));

    [Fact]
    public void The_options_clock_comes_before_the_containers()
    {
        var own = new FakeTimeProvider(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var containers = new FakeTimeProvider(new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero));
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(containers)
            .AddHealthScoring<double>(health => Describe(health.Configure(options => options.TimeProvider = own)))
            .BuildServiceProvider();

        HealthScore score = provider.GetRequiredService<HealthScorer<double>>().Score(5);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), score.AsOf);
    }

    [Fact]
    public void A_scoring_without_a_name_is_still_there_when_a_named_one_is_added()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<double>(Describe).AddHealthScoring<double>("risk", Describe).BuildServiceProvider();

        HealthScorer<double> scorer = Assert.Single(provider.GetServices<HealthScorer<double>>());

        Assert.Equal(50, scorer.Score(5).Value);
    }

    [Fact]
    public void It_takes_the_place_that_named_ones_keep_for_it_also_where_the_host_moved_that_to_the_front()
    {
        IServiceCollection services = new ServiceCollection().AddHealthScoring<double>("risk", Describe);
        ServiceDescriptor place = Assert.Single(
            services, service => service.ServiceType == typeof(HealthScorer<double>) && !service.IsKeyedService);
        services.Remove(place);
        services.Insert(0, place);

        using ServiceProvider provider = services.AddHealthScoring<double>(Describe).BuildServiceProvider();

        Assert.Equal(50, Assert.Single(provider.GetServices<HealthScorer<double>>()).Score(5).Value);
    }

    private static void Describe(HealthScoringBuilder<double> health) => health.AddMetric("logins", value => value).UseProfile(Profile);

    private static string OnlyError(Action<HealthScoringBuilder<double>> describe)
    {
        using ServiceProvider provider = new ServiceCollection().AddHealthScoring(describe).BuildServiceProvider();
        return Assert.Single(Assert.Throws<InvalidRegistrationException>(provider.GetRequiredService<HealthScorer<double>>).Errors).ToString();
    }

    private sealed class NamelessMetric : IMetric<double>
    {
        public string Name => throw new InvalidOperationException("it is not connected yet.");

        public Measurement Measure(double customer, DateTimeOffset asOf) => customer;
    }
}
