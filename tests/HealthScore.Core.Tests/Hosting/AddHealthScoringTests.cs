using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Hosting;

public class AddHealthScoringTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("simple", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10)).Metric("tickets", Curve.Linear(5, 0)))
        .Tier("low", 0)
        .Tier("high", 50)
        .Segment("big", segment => segment.Weight("tickets", 3)));

    [Fact]
    public void A_lambda_and_a_constructed_metric_score_a_customer()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton(new TicketSystem(OpenTickets: 1))
            .AddHealthScoring<Account>(health => health
                .AddMetric("logins", account => account.Logins)
                .AddMetric<TicketMetric>()
                .UseProfile(Profile))
            .BuildServiceProvider();

        HealthScore score = provider.GetRequiredService<HealthScorer<Account>>().Score(new("Acme", Logins: 6));

        // By hand: 6 of 10 logins earn 60 points, 1 of 5 tickets earns 80; their mean is 70.
        Assert.Equal(70, score.Value);
        Assert.Equal("high", score.Tier);
    }

    [Fact]
    public void The_services_come_back_for_chaining_and_the_scorer_is_a_singleton()
    {
        var services = new ServiceCollection();

        Assert.Same(services, services.AddHealthScoring<Account>(Working));

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<HealthScorer<Account>>(), provider.GetRequiredService<HealthScorer<Account>>());
    }

    [Fact]
    public void Two_customer_types_live_in_one_container()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(Working)
            .AddHealthScoring<string>(health => health
                .AddMetric("logins", text => text.Length)
                .AddMetric("tickets", _ => 0)
                .UseProfile(Profile))
            .BuildServiceProvider();

        Assert.Equal(60, provider.GetRequiredService<HealthScorer<Account>>().Score(new("Acme", 2)).Value);
        Assert.Equal(75, provider.GetRequiredService<HealthScorer<string>>().Score("Acme!").Value);
    }

    [Fact]
    public void Several_named_scorings_of_one_customer_type_are_keyed_services()
    {
        ScoringProfile expansion = ScoringProfile.Create("expansion", profile => profile
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 100))).Tier("any", 0));
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>("risk", Working)
            .AddHealthScoring<Account>("expansion", health => health.AddMetric("logins", account => account.Logins).UseProfile(expansion))
            .BuildServiceProvider();

        var account = new Account("Acme", Logins: 2);
        Assert.Equal(60, provider.GetRequiredKeyedService<HealthScorer<Account>>("risk").Score(account).Value);
        Assert.Equal(2, provider.GetRequiredKeyedService<HealthScorer<Account>>("expansion").Score(account).Value);
    }

    [Fact]
    public void A_named_scoring_asked_for_without_its_name_says_which_there_are()
    {
        IServiceCollection services = new ServiceCollection()
            .AddHealthScoring<Account>("risk", Working).AddHealthScoring<string>("other", _ => { }).AddHealthScoring<Account>("expansion", Working);
        using ServiceProvider named = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Equal(
            "Every health scoring of Account has a name: 'risk', 'expansion'. Ask for the scorer by its name, with [FromKeyedServices(\"risk\")] or "
                + "GetRequiredKeyedService<HealthScorer<Account>>(\"risk\").",
            Assert.Throws<InvalidOperationException>(named.GetRequiredService<HealthScorer<Account>>).Message);
        Assert.Null(named.GetService<HealthScorer<TicketSystem>>());

        using ServiceProvider both = services.AddHealthScoring<Account>(Working).AddHealthScoring<Account>("third", Working).BuildServiceProvider();
        Assert.Same(Assert.Single(both.GetServices<HealthScorer<Account>>()), both.GetRequiredService<HealthScorer<Account>>());
        Assert.NotSame(both.GetRequiredService<HealthScorer<Account>>(), both.GetRequiredKeyedService<HealthScorer<Account>>("risk"));
    }

    [Fact]
    public void A_second_scoring_without_a_name_of_its_own_is_refused()
    {
        IServiceCollection services = new ServiceCollection().AddHealthScoring<Account>(Working).AddHealthScoring<Account>("risk", Working);

        Assert.Equal(
            "Health scoring of Account was added already. Give the second one a name: AddHealthScoring<Account>(\"risk\", …).",
            Assert.Throws<InvalidOperationException>(() => services.AddHealthScoring<Account>(Working)).Message);
        Assert.Equal(
            "Health scoring 'risk' of Account was added already. Give the second one another name.",
            Assert.Throws<InvalidOperationException>(() => services.AddHealthScoring<Account>("risk", Working)).Message);
    }

    [Fact]
    public void The_container_names_the_segment_and_keeps_time()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddHealthScoring<Account>(health =>
            {
                Working(health);
                health.SegmentBy(account => account.Name == "Big" ? "big" : null);
            })
            .BuildServiceProvider();

        HealthScore score = provider.GetRequiredService<HealthScorer<Account>>().Score(new("Big", Logins: 2));

        // By hand: 20 points of weight 1 and 100 points of weight 3.
        Assert.Equal(80, score.Value);
        Assert.Equal("big", score.Segment);
        Assert.Equal("named by the host", score.SegmentReason);
        Assert.Equal(clock.GetUtcNow(), score.AsOf);
    }

    [Fact]
    public async Task Batch_metrics_are_added_as_metrics_are()
    {
        foreach (Action<HealthScoringBuilder<Account>> add in new Action<HealthScoringBuilder<Account>>[]
        {
            health => health.AddBatchMetric<RemoteTicketMetric>(),
            health => health.AddBatchMetric(new RemoteTicketMetric(new(2))),
            health => health.AddBatchMetric("tickets", (accounts, _, _) => Answer(accounts, 2)),
        })
        {
            await using ServiceProvider provider = new ServiceCollection()
                .AddSingleton(new TicketSystem(2))
                .AddHealthScoring<Account>(health => add(health.AddMetric("logins", account => account.Logins).UseProfile(Profile)))
                .BuildServiceProvider();
            await using ServiceProvider reading = new ServiceCollection()
                .AddHealthScoring<Account>(health => health
                    .AddMetric("logins", account => account.Logins).AddMetric("tickets", _ => 2).UseProfile(Profile))
                .BuildServiceProvider();
            var account = new Account("Acme", 2);
            var asOf = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

            HealthScore score = await provider.GetRequiredService<HealthScorer<Account>>()
                .ScoreAsync(account, asOf, TestContext.Current.CancellationToken);

            Assert.Equal(reading.GetRequiredService<HealthScorer<Account>>().Score(account, asOf).ToJson(), score.ToJson());
        }
    }

    [Fact]
    public void What_is_wrong_with_batch_metrics_is_listed_with_the_rest()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health
                .AddMetric("login", account => account.Logins)
                .AddMetric("tickets", _ => 0)
                .AddBatchMetric("tickets", (accounts, _, _) => Answer(accounts, 2), new() { Timeout = TimeSpan.FromSeconds(-1) })
                .UseProfile(Profile))
            .BuildServiceProvider();

        Assert.Equal(
            [
                "metric 'tickets': it is registered 2 times; keep one, or give the others names of their own",
                "metric 'logins': profile 'simple' names it, and it is not registered; "
                    + "did you mean 'login'? Use one spelling in both places",
                "metric 'tickets': it has a timeout of -00:00:01; use one from 1 millisecond to 49 days, "
                    + "or Timeout.InfiniteTimeSpan",
            ],
            Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>()).Errors
                .Select(error => error.ToString()));
    }

    [Fact]
    public void A_batch_metric_that_cannot_be_made_or_is_scoped_is_refused()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health.AddMetric("logins", _ => 1).AddBatchMetric<RemoteTicketMetric>().UseProfile(Profile))
            .BuildServiceProvider();

        // It may be the one that the profile names, so that is not reported.
        Assert.Equal(
            "metrics: one cannot be made: Unable to resolve service for type "
                + "'HealthScoring.Tests.Hosting.AddHealthScoringTests+TicketSystem' while attempting to activate "
                + "'HealthScoring.Tests.Hosting.AddHealthScoringTests+RemoteTicketMetric'; register what it asks for, or see its constructor",
            Assert.Single(Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>()).Errors).ToString());
        Assert.Equal(
            "RemoteTicketMetric is registered as scoped, and a metric is a singleton. Remove that registration.",
            Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddScoped<RemoteTicketMetric>()
                .AddHealthScoring<Account>(health => health.AddBatchMetric<RemoteTicketMetric>())).Message);
    }

    [Fact]
    public void A_profile_comes_from_a_file_a_stream_a_resource_or_a_function()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, Profile.ToJson());
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Profile.ToJson()));
            Assert.Equal(Profile.Fingerprint, Fingerprint(health => health.UseProfile(file)));
            Assert.Equal(Profile.Fingerprint, Fingerprint(health => health.UseProfile(stream)));
            Assert.Equal(Profile.Fingerprint, Fingerprint(health => health.UseProfile((_, _) => Task.FromResult(Profile))));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_profile_comes_from_an_assembly()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health
                .AddMetrics(ProfileTemplates.B2BSaas.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name)
                    .Concat(ProfileTemplates.B2BSaas.Signals.Select(signal => signal.Name))
                    .Select(name => HealthMetric.From<Account>(name, (_, asOf) => new Measurement(1, asOf))))
                .UseEmbeddedProfile(typeof(ScoringProfile).Assembly, "b2b-saas.json"))
            .BuildServiceProvider();

        Assert.Equal(ProfileTemplates.B2BSaas, provider.GetRequiredService<HealthScorer<Account>>().Profile);
    }

    [Fact]
    public void A_relative_path_starts_at_the_programs_folder()
    {
        string name = $"{Guid.NewGuid():N}.json";
        string file = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllText(file, Profile.ToJson());
        try
        {
            Assert.Equal(Profile.Fingerprint, Fingerprint(health => health.UseProfile(name)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_metric_missing_or_twice()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHealthScoring<Account>(health => health
            .AddMetric("login", account => account.Logins)
            .AddMetric("tickets", _ => 0)
            .AddMetric("tickets", _ => 1)
            .UseProfile(Profile));
        using IHost host = builder.Build();

        OptionsValidationException exception =
            await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "Health scoring of Account: metric 'tickets': it is registered 2 times; keep one, or give the others names of their own",
                "Health scoring of Account: metric 'logins': profile 'simple' names it, and it is not registered; "
                    + "did you mean 'login'? Use one spelling in both places",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_bad_profile_and_says_all_of_it()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, Profile.ToJson().Replace("\"from\": 50", "\"from\": 500", StringComparison.Ordinal)
            .Replace("\"usage\"", "\"\"", StringComparison.Ordinal));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHealthScoring<Account>("risk", health => health.UseProfile(file));
        using IHost host = builder.Build();
        try
        {
            OptionsValidationException exception =
                await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

            Assert.Equal(
                [
                    $"Health scoring 'risk' of Account: the profile '{Path.GetFileName(file)}' $.dimensions[0].name (line 5): "
                        + "the name is empty; give it a name",
                    $"Health scoring 'risk' of Account: the profile '{Path.GetFileName(file)}' $.tiers[1].from (line 25): "
                        + "'high' starts at 500; use a start from 0 to 100",
                ],
                exception.Failures);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Without_a_host_resolving_the_scorer_reports_the_same()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health.AddMetric<TicketMetric>())
            .BuildServiceProvider();

        var exception = Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>());

        Assert.Equal(
            [
                "profile: there is no profile; call UseProfile with a file, a stream or a ScoringProfile",
                "metrics: one cannot be made: Unable to resolve service for type "
                    + "'HealthScoring.Tests.Hosting.AddHealthScoringTests+TicketSystem' while attempting to activate "
                    + "'HealthScoring.Tests.Hosting.AddHealthScoringTests+TicketMetric'; register what it asks for, or see its constructor",
            ],
            exception.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Two_profiles_for_one_scoring_are_refused()
    {
        Assert.Equal(
            "The scoring has a profile already; for a second score add a second scoring under a name.",
            Assert.Throws<InvalidOperationException>(() => new ServiceCollection()
                .AddHealthScoring<Account>(health => health.UseProfile(Profile).UseProfile("other.json"))).Message);
    }

    [Fact]
    public void Options_are_the_hosts_to_configure()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health
                .AddMetric("logins", _ => throw new TimeoutException("no answer"))
                .AddMetric("tickets", _ => 0)
                .UseProfile(Profile))
            .Configure<HealthScorerOptions<Account>>(options => options.ThrowFaults = true)
            .BuildServiceProvider();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => provider.GetRequiredService<HealthScorer<Account>>().Score(new("Acme", 1)));

        Assert.Equal("Metric 'logins' threw TimeoutException: no answer", exception.Message);
        Assert.IsType<TimeoutException>(exception.InnerException);
    }

    [Fact]
    public async Task What_was_checked_at_the_start_is_what_scores()
    {
        int loaded = 0;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHealthScoring<Account>(health => health
            .AddMetrics([HealthMetric.From<Account>("logins", account => account.Logins), HealthMetric.From<Account>("tickets", _ => 0)])
            .UseProfile((_, _) =>
            {
                loaded++;
                return Task.FromResult(Profile);
            }));
        using IHost host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<HealthScorer<Account>>().Score(new("Acme", 1));

        Assert.Equal(1, loaded);
    }

    [Fact]
    public void A_profile_that_could_not_be_loaded_once_is_loaded_again()
    {
        int tries = 0;
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health
                .AddMetric("logins", account => account.Logins)
                .AddMetric("tickets", _ => 0)
                .UseProfile((_, _) => ++tries == 1
                    ? throw new TimeoutException("the database did not answer") : Task.FromResult(Profile)))
            .BuildServiceProvider();

        var exception = Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>());

        Assert.Equal("profile: it cannot be loaded: the database did not answer; see UseProfile", Assert.Single(exception.Errors).ToString());
        Assert.Equal(60, provider.GetRequiredService<HealthScorer<Account>>().Score(new("Acme", 2)).Value);
    }

    [Fact]
    public void A_function_without_a_profile_is_an_error_and_two_metrics_of_one_name_are_another()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health
                .AddMetric("logins", account => account.Logins)
                .AddMetric("logins", _ => 0)
                .UseProfile((_, _) => Task.FromResult<ScoringProfile>(null!)))
            .BuildServiceProvider();

        Assert.Equal(
            [
                "profile: it cannot be loaded: the host's function returned null; see UseProfile",
                "metric 'logins': it is registered 2 times; keep one, or give the others names of their own",
            ],
            Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>()).Errors
                .Select(error => error.ToString()));
    }

    [Fact]
    public void A_metric_registered_as_scoped_is_refused()
    {
        IServiceCollection services = new ServiceCollection().AddScoped<TicketMetric>();

        Assert.Equal(
            "TicketMetric is registered as scoped, and a metric is a singleton. Remove that registration.",
            Assert.Throws<InvalidOperationException>(
                () => services.AddHealthScoring<Account>(health => health.AddMetric<TicketMetric>())).Message);
        // A failed description leaves nothing behind.
        services.AddHealthScoring<Account>(Working);
    }

    [Fact]
    public void A_metric_that_asks_for_its_own_scorer_is_an_error()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health => health.AddMetric<CircularMetric>().UseProfile(Profile))
            .BuildServiceProvider();

        Assert.Equal(
            "metrics: one cannot be made: it asks for the scorer that it is to be a part of; register what it asks for, or see its constructor",
            Assert.Single(Assert.Throws<InvalidRegistrationException>(() => provider.GetRequiredService<HealthScorer<Account>>()).Errors).ToString());
    }

    private static void Working(HealthScoringBuilder<Account> health) => health
        .AddMetric("logins", account => account.Logins)
        .AddMetric("tickets", (_, _) => 0)
        .UseProfile(Profile);

    private static string Fingerprint(Action<HealthScoringBuilder<Account>> useProfile)
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<Account>(health =>
            {
                health.AddMetric("logins", account => account.Logins).AddMetric("tickets", _ => 0);
                useProfile(health);
            })
            .BuildServiceProvider();
        return provider.GetRequiredService<HealthScorer<Account>>().Profile.Fingerprint;
    }

    private sealed record Account(string Name, int Logins);

    private sealed class CircularMetric(HealthScorer<Account> scorer) : IMetric<Account>
    {
        public string Name => scorer.Profile.Name;

        public Measurement Measure(Account customer, DateTimeOffset asOf) => Measurement.None;
    }

    private static Task<IReadOnlyList<Measurement>> Answer(IReadOnlyList<Account> accounts, int tickets) =>
        Task.FromResult<IReadOnlyList<Measurement>>([.. accounts.Select(_ => new Measurement(tickets))]);

    private sealed record TicketSystem(int OpenTickets);

    private sealed class RemoteTicketMetric(TicketSystem tickets) : IBatchMetric<Account>
    {
        public string Name => "tickets";

        public Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<Account> customers, DateTimeOffset asOf, CancellationToken cancellationToken) =>
            Answer(customers, tickets.OpenTickets);
    }

    private sealed class TicketMetric(TicketSystem tickets) : IMetric<Account>
    {
        public string Name => "tickets";

        public Measurement Measure(Account customer, DateTimeOffset asOf) => tickets.OpenTickets;
    }
}
