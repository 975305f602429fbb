using HealthScoring.Json;

namespace HealthScoring.Sql;

/// <summary>A profile, as mapped, cannot be written in a dialect.</summary>
public sealed class SqlMappingException : InvalidInputException
{
    internal SqlMappingException(string profile, SqlDialect dialect, SourceErrors errors)
        : base($"The mapping of the profile '{profile}' to {dialect}", errors.Sorted, errors.More)
    {
    }
}
