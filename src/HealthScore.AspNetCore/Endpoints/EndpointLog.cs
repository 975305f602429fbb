using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>What the endpoints log. No customer is named.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(30, LogLevel.Error, "A request for health scores of '{Scoring}' failed")]
    public static partial void RequestFailed(ILogger logger, string scoring, Exception exception);
}
