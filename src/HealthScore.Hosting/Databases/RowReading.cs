using System.Data.Common;
using System.Globalization;

namespace HealthScoring.Hosting.Databases;

/// <summary>Reads what a column may hold.</summary>
internal static class RowReading
{
    public static string? TextAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? NumberAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>A count, which is a long in some databases and an int in others.</summary>
    public static long CountAt(this DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    public static DateTimeOffset TimeAt(this DbDataReader row, int column) => StoredTime.Read(row.GetString(column));
}
