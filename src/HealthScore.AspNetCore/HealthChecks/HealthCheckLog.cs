using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>What the health check logs.</summary>
internal static partial class HealthCheckLog
{
    [LoggerMessage(31, LogLevel.Error, "The health of scoring '{Scoring}' cannot be checked")]
    public static partial void CheckFailed(ILogger logger, string scoring, Exception exception);
}
