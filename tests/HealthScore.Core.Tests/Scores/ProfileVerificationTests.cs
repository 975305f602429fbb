using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class ProfileVerificationTests
{
    /// <summary>logins and nps earn their value; nps fades from 0 to 100 days; over 30 days overdue there are 40 points at most.</summary>
    private static ScoringProfile With(Action<ScoringProfileBuilder> examples) => ScoringProfile.Create("sales", p =>
    {
        p.MinimumCoverage(0.3)
            .Dimension("all", 1, d => d
                .Metric("logins", Curve.Linear(0, 100), m => m.Unit("days"))
                .Metric("nps", Curve.Linear(0, 100), m => m.FreshFor(TimeSpan.Zero, staleAfter: TimeSpan.FromDays(100))))
            .Signal("overdue").Cap("unpaid", 40, Condition.AtLeast("overdue", 30))
            .Tier("low", 0).Tier("high", 50)
            .Segment("strict", s => s.Curve("logins", Curve.Linear(0, 200)));
        examples(p);
    });

    private static ExampleBuilder Values(ExampleBuilder example, double? logins = null, double? nps = null, double? overdue = null)
    {
        foreach ((string name, double? given) in new[] { ("logins", logins), ("nps", nps), ("overdue", overdue) })
        {
            if (given is { } value)
                example.Value(name, value);
        }
        return example;
    }

    [Fact]
    public void Examples_that_hold_pass()
    {
        ProfileVerification verification = ProfileVerification.Check(With(p => p
            .Example("both", e => Values(e, 80, 40).ExpectScore(60).ExpectTier("high"))
            .Example("rounded down", e => Values(e, 33.39, 33.39).ExpectScore(33.3))
            .Example("to more decimals", e => Values(e, 33.39, 33.39).ExpectScore(33.39))
            // (40 + 0.5 · 85) / 1.5
            .Example("half faded", e => e.Value("logins", 40).Value("nps", 85, TimeSpan.FromDays(50)).ExpectScore(55))
            .Example("stale", e => e.Value("logins", 40).Value("nps", 85, TimeSpan.FromDays(36_500)).ExpectScore(40))
            .Example("named", e => Values(e, 80, 40).ExpectScore(40).InSegment("strict"))
            .Example("capped", e => Values(e, 80, 80, 30).ExpectTier("low"))
            .Example("silent", e => Values(e, overdue: 0).ExpectUnscored())));

        Assert.True(verification.Passed);
        Assert.Equal(8, verification.ExampleCount);
        Assert.Empty(verification.Failures);
        verification.ThrowIfFailed();
        Assert.Equal("Profile 'sales': 8 examples hold", verification.ToString());
    }

    [Fact]
    public void Examples_that_do_not_hold_are_all_reported_with_what_decided_the_score()
    {
        ProfileVerification verification = ProfileVerification.Check(With(p => p
            .Example("too low", e => Values(e, 80, 40).ExpectScore(59.9))
            .Example("a digit more", e => Values(e, 33.39, 33.39).ExpectScore(33.391))
            .Example("both wrong", e => Values(e, 80, 40).ExpectScore(40).ExpectTier("low"))
            .Example("capped", e => Values(e, 80, 80, 30).ExpectScore(80))
            .Example("without a fault", e => Values(e, 100, 100).ExpectScore(99))
            .Example("scored", e => Values(e, 80, 40).ExpectUnscored())
            .Example("silent", e => e.ExpectScore(20).ExpectTier("low"))
            .Example("holds", e => Values(e, 80, 40).ExpectScore(60))));

        const string Failures = """
            - example 'too low': score is 60.0, not 59.9 (mostly for logins: 80 days, 40.0 of 50.0 points)
            - example 'a digit more': score is 33.390, not 33.391 (mostly for logins: 33.39 days, 16.7 of 50.0 points)
            - example 'both wrong': score is 60.0, not 40.0 (mostly for logins: 80 days, 40.0 of 50.0 points)
            - example 'both wrong': tier is high, at 60.0, not low (mostly for logins: 80 days, 40.0 of 50.0 points)
            - example 'capped': score is 40.0, not 80.0 (mostly for guardrail unpaid: overdue is 30, at least 30)
            - example 'without a fault': score is 100.0, not 99.0 (mostly for logins: 100 days, 50.0 of 50.0 points)
            - example 'scored': it is 60.0 (high), not unscored
            - example 'silent': it is unscored, not 20.0 (no metric that counts has data)
            - example 'silent': it is unscored, not low (no metric that counts has data)
            """;
        Assert.False(verification.Passed);
        Assert.Equal("Profile 'sales': 7 of 8 examples do not hold", verification.ToString());
        Assert.Equal($"{verification}\n{Failures}\n".ReplaceLineEndings("\n"), verification.Explain());
        Assert.Equal(verification.Explain().TrimEnd('\n'), Assert.Throws<InvalidOperationException>(verification.ThrowIfFailed).Message);
        Assert.Equal(("too low", "59.9", "60.0"),
            (verification.Failures[0].Example.Name, verification.Failures[0].Expected, verification.Failures[0].Actual));
    }

    [Fact]
    public void A_profile_without_examples_passes_and_null_is_refused()
    {
        ProfileVerification none = ProfileVerification.Check(With(_ => { }));
        Assert.True(none.Passed);
        Assert.Equal("Profile 'sales': there are no examples", none.ToString());
        Assert.Throws<ArgumentNullException>("profile", () => ProfileVerification.Check(null!));
    }

    [Fact]
    public async Task A_host_that_verifies_its_profile_does_not_start_with_an_example_that_does_not_hold()
    {
        using IHost host = HostWith(health =>
            health.UseProfile(With(p => p.Example("wrong", e => Values(e, 80, 40).ExpectScore(61)))).VerifyProfile());

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "Health scoring of String: metric 'nps': profile 'sales' names it, and it is not registered; register a metric of that name",
                "Health scoring of String: metric 'overdue': profile 'sales' names it, and it is not registered; register a metric of that name",
                "Health scoring of String: example 'wrong': score is 60.0, not 61.0 (mostly for nps: 40, 20.0 of 50.0 points); "
                    + "correct the example, or the profile",
            ], exception.Failures);
    }

    [Fact]
    public async Task A_host_starts_with_examples_that_hold_or_are_not_asked_for()
    {
        foreach (Action<HealthScoringBuilder<string>> configure in (Action<HealthScoringBuilder<string>>[])
            [
                health => health.UseProfile(With(p => p.Example("right", e => Values(e, 80, 40).ExpectScore(60)))).VerifyProfile(),
                health => health.UseProfile(With(p => p.Example("wrong", e => Values(e, 80, 40).ExpectScore(61)))),
            ])
        {
            using IHost host = HostWith(health =>
            {
                configure(health);
                health.AddMetric("nps", (_, asOf) => new(1, asOf)).AddMetric("overdue", _ => 0);
            });
            await host.StartAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(host.Services.GetRequiredService<HealthScorer<string>>());
        }
    }

    private static IHost HostWith(Action<HealthScoringBuilder<string>> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHealthScoring<string>(health => configure(health.AddMetric("logins", text => text.Length)));
        return builder.Build();
    }
}
