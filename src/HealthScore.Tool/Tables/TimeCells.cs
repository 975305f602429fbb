using System.Globalization;
using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>Reads days and times as a file writes them. A time without an offset is in UTC.</summary>
/// <param name="format">How the file writes cells.</param>
internal sealed class TimeCells(TableFormat format)
{
    /// <summary>Stands for a missing time.</summary>
    public const long Missing = long.MinValue;

    private readonly string[] _patterns = format.Dates.Count == 0 ? [.. Iso] : [.. format.Dates];

    /// <summary>The patterns of ISO 8601, which are read where a mapping names none.</summary>
    public static IReadOnlyList<string> Iso { get; } =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>Whether a text may be two different days by two patterns.</summary>
    public static bool Differ(string pattern, string other)
    {
        var day = new DateTime(2003, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        return DateTime.TryParseExact(day.ToString(pattern, CultureInfo.InvariantCulture), other, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime read) && read != day;
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as it stands in the file.</param>
    /// <param name="ticks">The time in UTC, in ticks of 100 nanoseconds; <see cref="Missing"/> where it is missing.</param>
    /// <returns>Whether the cell can be read.</returns>
    public bool TryRead(ReadOnlySpan<char> cell, out long ticks)
    {
        cell = cell.Trim();
        ticks = Missing;
        if (MissingCells.IsMissing(cell, format))
            return true;
        if (!DateTimeOffset.TryParseExact(cell, _patterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            return false;
        ticks = time.UtcTicks;
        return true;
    }

    /// <summary>Says why a cell cannot be read, and what to do.</summary>
    public string Explain() => format.Dates.Count == 0
        ? "is not a day or time such as 2026-11-29 or 2026-11-29T18:30:00Z; write the file's own pattern, such as \"dates\": \"dd.MM.yyyy\", in the "
            + "mapping's format"
        : $"is not a day written as {string.Join(" or ", format.Dates)}; add its pattern to \"dates\" in the mapping's format";
}
