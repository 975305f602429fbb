using Microsoft.Extensions.Logging;

namespace HealthScoring.Hosting;

/// <summary>What a delivery logs; no customer is named.</summary>
internal static partial class EventDeliveryLog
{
    [LoggerMessage(20, LogLevel.Warning, "Handler {Handler} failed with an event of kind {Kind}, which has failed {Failures} times now")]
    public static partial void HandlerFailed(ILogger logger, string handler, HealthEventKind kind, int failures, Exception exception);
}
