using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>A batch metric with a scope per request answers as one without does.</summary>
public sealed class ScopedBatchMetricTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20))).Tier("any", 0));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_is_the_fault_that_it_is_without_a_scope(bool inTask)
    {
        Task<IReadOnlyList<Measurement>>? answer = inTask ? Task.FromResult<IReadOnlyList<Measurement>>(null!) : null;
        await using ServiceProvider provider = Services(new() { Answer = answer })
            .AddHealthScoring<double>(health => health.AddBatchMetric<ScriptedMetric>().UseProfile(Profile))
            .BuildServiceProvider();

        HealthScore score = await provider.GetRequiredService<HealthScorer<double>>()
            .ScoreAsync(5, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("logins (fault: InvalidOperationException: The answer is null; return a measurement for each customer.)",
            Assert.Single(score.Missing).ToString());
    }

    [Fact]
    public async Task A_late_answer_does_not_need_the_callers_context()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        await using ServiceProvider provider = Services(new() { Answer = answer.Task }).BuildServiceProvider();
        ScopedBatchMetric<double, ScriptedMetric> metric = Metric(provider);

        IReadOnlyList<Measurement> measurements = await RefusingContext.RunAsync(
            () => metric.MeasureAsync([5], DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken),
            () => answer.SetResult([new Measurement(5)]));

        Assert.Equal(5, Assert.Single(measurements).Value);
    }

    [Fact]
    public async Task Nor_does_a_scope_that_ends_late()
    {
        var script = new Script { Answer = Task.FromResult<IReadOnlyList<Measurement>>([new Measurement(5)]) };
        await using ServiceProvider provider = Services(script).BuildServiceProvider();
        ScopedBatchMetric<double, ScriptedMetric> metric = Metric(provider);
        var end = new TaskCompletionSource();
        script.End = end.Task;

        IReadOnlyList<Measurement> measurements = await RefusingContext.RunAsync(
            () => metric.MeasureAsync([5], DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken), end.SetResult);

        Assert.Equal(5, Assert.Single(measurements).Value);
    }

    private static ServiceCollection Services(Script script)
    {
        var services = new ServiceCollection();
        services.AddSingleton(script).AddScoped<Session>();
        ScopedBatchMetric<double, ScriptedMetric>.Register(services);
        return services;
    }

    private static ScopedBatchMetric<double, ScriptedMetric> Metric(ServiceProvider provider) =>
        new(provider.GetRequiredService<IServiceScopeFactory>());

    private sealed class Script
    {
        public Task<IReadOnlyList<Measurement>>? Answer { get; init; }

        public Task End { get; set; } = Task.CompletedTask;
    }

    private sealed class Session(Script script) : IAsyncDisposable
    {
        public Task<IReadOnlyList<Measurement>>? Answer => script.Answer;

        public ValueTask DisposeAsync() => new(script.End);
    }

    private sealed class ScriptedMetric(Session session) : IBatchMetric<double>
    {
        public string Name => "logins";

        public Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<double> customers, DateTimeOffset asOf, CancellationToken cancellationToken) => session.Answer!;
    }
}
