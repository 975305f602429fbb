using Microsoft.Extensions.Logging;

namespace HealthScoring.Hosting;

/// <summary>What daily runs and deliveries log. No customer is named.</summary>
// One class for the whole assembly: the generator writes several in any order, so that the bytes of a package would differ from build to build.
internal static partial class HostingLog
{
    [LoggerMessage(10, LogLevel.Information,
        "Run '{Scoring}' of {Instant:O} is published: {Customers} customers, {Stored} of them stored by this process")]
    public static partial void Published(ILogger logger, string scoring, DateTimeOffset instant, long customers, long stored);

    [LoggerMessage(11, LogLevel.Warning, "Run '{Scoring}' of {Instant:O} had {Count} problems with single customers; AfterRun gets their list")]
    public static partial void Problems(ILogger logger, string scoring, DateTimeOffset instant, long count);

    [LoggerMessage(17, LogLevel.Information, "Run '{Scoring}' of {Instant:O} is left out: that of {Later:O} is published already")]
    public static partial void Over(ILogger logger, string scoring, DateTimeOffset instant, DateTimeOffset later);

    [LoggerMessage(12, LogLevel.Error, "A run of scoring '{Scoring}' failed; it is tried again from where it stopped")]
    public static partial void RunFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(13, LogLevel.Error, "The events of scoring '{Scoring}' cannot be delivered; it is tried again")]
    public static partial void DeliveryFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(15, LogLevel.Error, "AfterRun of scoring '{Scoring}' failed; it is called again")]
    public static partial void AfterFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(16, LogLevel.Error, "What is old of scoring '{Scoring}' cannot be removed; it is tried again")]
    public static partial void TrimFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(14, LogLevel.Error, "The store of scoring '{Scoring}' cannot be made ready; it is tried again")]
    public static partial void StoreFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "Handler {Handler} failed with an event of kind {Kind}, which has failed {Failures} times now")]
    public static partial void HandlerFailed(ILogger logger, string handler, HealthEventKind kind, int failures, Exception exception);
}
