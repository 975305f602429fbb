using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>Prints a bound with few digits, and never on its wrong side.</summary>
internal static class Rounding
{
    /// <summary>The number rounded to the nearest, or else up, or else down; where none of them holds, in full.</summary>
    /// <param name="value">The number.</param>
    /// <param name="holds">Whether a number says what the given one does.</param>
    public static string Text(double value, Func<double, bool> holds)
    {
        string nearest = Number.Raw(value);
        if (Math.Abs(value) >= Number.LargestExact)
            return nearest;
        decimal middle = decimal.Parse(nearest, NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal step = Math.Abs(value) >= 10 ? 0.01m : 0.0001m;
        foreach (decimal candidate in (ReadOnlySpan<decimal>)[middle, middle + step, middle - step])
        {
            string text = candidate.ToString("0.####", CultureInfo.InvariantCulture);
            if (holds(double.Parse(text, CultureInfo.InvariantCulture)))
                return text;
        }
        return Number.Text(value);
    }
}
