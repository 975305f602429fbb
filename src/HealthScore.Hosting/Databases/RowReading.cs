using System.Data.Common;

namespace HealthScoring.Hosting.Databases;

/// <summary>Reads what a column may hold.</summary>
internal static class RowReading
{
    public static string? TextAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? NumberAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static DateTimeOffset TimeAt(this DbDataReader row, int column) => StoredTime.Read(row.GetString(column));
}
