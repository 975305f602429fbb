using System.Globalization;

namespace HealthScoring.Tool.Tables;

/// <summary>Numbers of a typed file that are names: written in full, as a person would.</summary>
internal static class WrittenNumber
{
    // Beyond this a double is no longer one whole number.
    private const double LargestWhole = 1L << 53;

    /// <summary>A number.</summary>
    public static string Of(double number) =>
        number.ToString(double.IsInteger(number) && Math.Abs(number) <= LargestWhole ? "F0" : "R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(decimal whole) => whole.ToString("F0", CultureInfo.InvariantCulture);
}
