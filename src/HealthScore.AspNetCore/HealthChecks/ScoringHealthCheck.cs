using HealthScoring.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthScoring.AspNetCore;

/// <summary>Checks whether a scoring goes on: whether its profile is the one that was written, and its last run is not old.</summary>
internal sealed class ScoringHealthCheck<TCustomer>(IServiceProvider services, string scoring, TimeSpan maxAge) : IHealthCheck
{
    /// <summary>A run that is not published for so long has lost a source, or nobody works on it.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the exception: what writes the result may write its message.
            ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger(nameof(HealthScoring)) ?? NullLogger.Instance;
            WebLog.CheckFailed(logger, scoring, exception);
            return new(context.Registration.FailureStatus, "The store or the scoring cannot be asked; the log says why.");
        }
    }

    private async Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken)
    {
        ITrackingStore store = services.GetRequiredService<ITrackingStore>();
        DateTimeOffset now = (services.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow();
        List<string> problems = [];
        Dictionary<string, object> data = new(StringComparer.Ordinal);

        ProfileWatch<TCustomer>? watch = scoring.Length == 0
            ? services.GetService<ProfileWatch<TCustomer>>()
            : services.GetKeyedService<ProfileWatch<TCustomer>>(scoring);
        if (watch?.LastReload is { } reload)
        {
            (data["profile"], data["fingerprint"]) = (reload.Profile.Name, reload.Profile.Fingerprint);
            if (reload.Outcome == ProfileReloadOutcome.Refused)
                problems.Add("a changed profile is refused; the last good one stays in use");
        }

        StoredRun? last = await store.ReadLastRunAsync(scoring, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        if (last is null)
            problems.Add("no run is published");
        else
        {
            data["lastRun"] = last.AsOf;
            if (now - last.AsOf > maxAge)
                problems.Add("the last published run is old");
        }
        IReadOnlyList<StoredRun> later = await store.ReadRunsAsync(
            scoring, last?.AsOf ?? DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        if (later.FirstOrDefault(run => run.PublishedAt is null) is { } unpublished)
        {
            data["unpublishedRun"] = unpublished.AsOf;
            if (now - unpublished.AsOf > LongestRun)
                problems.Add("a later run is not published: a source was lost, or nobody works on it");
        }
        return problems.Count == 0 ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(string.Join("; ", problems), data: data);
    }
}
