namespace HealthScoring.Tool.Mappings;

/// <summary>How a file writes its cells. What is not said is as in a plain CSV: UTF-8, commas, a decimal point, days as 2026-11-29.</summary>
internal sealed record TableFormat
{
    public static TableFormat Plain { get; } = new();

    /// <summary>What stands between two cells.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The decimal sign: a point or a comma.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>What stands between groups of three digits; null where nothing does.</summary>
    public char? Thousands { get; init; }

    /// <summary>The patterns of days and times, in .NET's notation; empty for the days and times of ISO 8601.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Texts that stand for a missing value, whatever their case, as the empty cell always does.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Texts that may stand before or after a number, such as a currency.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>The encoding of a file without a byte order mark.</summary>
    public string Encoding { get; init; } = "utf-8";
}
