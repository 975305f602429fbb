using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>What the endpoints and the health check log. No customer is named.</summary>
// One class for the whole assembly: the generator writes several in any order, so that the bytes of a package would differ from build to build.
internal static partial class WebLog
{
    [LoggerMessage(30, LogLevel.Error, "A request for health scores of '{Scoring}' failed")]
    public static partial void RequestFailed(ILogger logger, string scoring, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "The health of scoring '{Scoring}' cannot be checked")]
    public static partial void CheckFailed(ILogger logger, string scoring, Exception exception);
}
