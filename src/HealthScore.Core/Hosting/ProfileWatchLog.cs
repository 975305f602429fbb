using Microsoft.Extensions.Logging;

namespace HealthScoring;

/// <summary>What a watch logs.</summary>
internal static partial class ProfileWatchLog
{
    [LoggerMessage(1, LogLevel.Information, "{Scoring}: profile '{Profile}' is reloaded; its fingerprint was {Before} and is {Fingerprint}")]
    public static partial void Accepted(ILogger logger, string scoring, string profile, string before, string fingerprint);

    [LoggerMessage(2, LogLevel.Error,
        "{Scoring}: a changed profile is refused, and '{Profile}' with fingerprint {Fingerprint} stays in use: {Problems}")]
    public static partial void Refused(ILogger logger, string scoring, string profile, string fingerprint, string problems);

    [LoggerMessage(3, LogLevel.Information,
        "{Scoring}: the profile that is read is the one in use again, '{Profile}' with fingerprint {Fingerprint}")]
    public static partial void Unchanged(ILogger logger, string scoring, string profile, string fingerprint);

    [LoggerMessage(4, LogLevel.Error, "{Scoring}: a handler of Reloaded threw")]
    public static partial void HandlerThrew(ILogger logger, string scoring, Exception exception);
}
