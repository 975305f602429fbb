using System.Globalization;

namespace HealthScoring.Text;

/// <summary>Durations as a profile spells them: a whole number of days or hours, as in <c>90 days</c>.</summary>
internal static class Duration
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>The number of days, as every executor computes it from ticks of 100 nanoseconds.</summary>
    public static double Days(TimeSpan time) => time.Ticks / (double)TimeSpan.TicksPerDay;

    public static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerHour == 0;

    /// <summary>The one spelling of a duration; what is not whole hours, which no profile has, as the runtime spells it.</summary>
    public static string Text(TimeSpan time)
    {
        if (!IsWhole(time))
            return time.ToString("c", CultureInfo.InvariantCulture);
        return time.Ticks % TimeSpan.TicksPerDay == 0 ? Counted(time.Days, "day") : Counted(time.Ticks / TimeSpan.TicksPerHour, "hour");
    }

    /// <summary>A number and a unit: <c>1 day</c>, <c>3 scores</c>.</summary>
    public static string Counted(long number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");

    /// <summary>Reads <c>90 days</c>, <c>1 day</c> or <c>12 hours</c>.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (TryCounted(text, "day", out int days))
            time = TimeSpan.FromDays(days);
        else if (TryCounted(text, "hour", out int hours))
            time = TimeSpan.FromHours(hours);
        else
            return false;
        return true;
    }

    /// <summary>Reads a whole number of at most six digits and a unit, one space apart.</summary>
    public static bool TryCounted(string text, string unit, out int number)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        number = 0;
        return space is > 0 and <= 6 && (text.AsSpan(space + 1).SequenceEqual(unit) || text.AsSpan(space + 1).SequenceEqual(unit + "s"))
            && int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
