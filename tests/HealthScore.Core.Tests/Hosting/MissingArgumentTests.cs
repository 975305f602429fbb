using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.Hosting;

public sealed class MissingArgumentTests
{
    [Fact]
    public void What_describes_a_scoring_must_be_given()
    {
        Assembly assembly = typeof(ScoringProfile).Assembly;

        Assert.Throws<ArgumentNullException>("metric", () => Add(health => health.AddMetric((IMetric<string>)null!)));
        Assert.Throws<ArgumentNullException>("metrics", () => Add(health => health.AddMetrics((IEnumerable<IMetric<string>>)null!)));
        Assert.Throws<ArgumentNullException>("metric", () => Add(health => health.AddMetrics([null!])));
        Assert.Throws<ArgumentNullException>("metric", () => Add(health => health.AddBatchMetric((IBatchMetric<string>)null!)));
        Assert.Throws<ArgumentNullException>("segment", () => Add(health => health.SegmentBy(null!)));
        Assert.Throws<ArgumentNullException>("find", () => Add(health => health.OverrideBy(null!)));
        Assert.Throws<ArgumentNullException>("path", () => Add(health => health.UseProfile((string)null!)));
        Assert.Throws<ArgumentException>("path", () => Add(health => health.UseProfile(" ")));
        Assert.Throws<ArgumentNullException>("profile", () => Add(health => health.UseProfile((ScoringProfile)null!)));
        Assert.Throws<ArgumentNullException>("assembly", () => Add(health => health.UseEmbeddedProfile(null!, "b2b-saas.json")));
        Assert.Throws<ArgumentNullException>("name", () => Add(health => health.UseEmbeddedProfile(assembly, null!)));
        Assert.Throws<ArgumentNullException>("read",
            () => Add(health => health.UseProfile((Func<IServiceProvider, CancellationToken, Task<ScoringProfile>>)null!)));
    }

    [Fact]
    public void So_must_the_services_the_name_and_the_description()
    {
        IServiceCollection none = null!;

        Assert.Throws<ArgumentNullException>("services", () => none.AddHealthScoring<string>(_ => { }));
        Assert.Throws<ArgumentNullException>("services", () => none.AddHealthScoring<string>("risk", _ => { }));
        Assert.Throws<ArgumentNullException>("configure", () => Add(null!));
        Assert.Throws<ArgumentNullException>("configure", () => new ServiceCollection().AddHealthScoring<string>("risk", null!));
        Assert.Throws<ArgumentException>("name", () => new ServiceCollection().AddHealthScoring<string>("", _ => { }));
        Assert.Throws<ArgumentException>("name", () => new ServiceCollection().AddHealthScoring<string>(" ", _ => { }));
    }

    [Fact]
    public void So_must_a_watchs_scorer_and_the_function_that_reads()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 10))).Tier("any", 0));
        var scorer = new HealthScorer<double>(profile, [HealthMetric.From<double>("logins", value => value)]);

        Assert.Throws<ArgumentNullException>("scorer", () => new ProfileWatch<double>(null!, _ => Task.FromResult(profile)));
        Assert.Throws<ArgumentNullException>("read", () => new ProfileWatch<double>(scorer, null!));
    }

    private static IServiceCollection Add(Action<HealthScoringBuilder<string>> configure) => new ServiceCollection().AddHealthScoring(configure);
}
