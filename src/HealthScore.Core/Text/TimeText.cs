using System.Globalization;

namespace HealthScoring.Text;

/// <summary>Times and days in UTC, for people and for what is stored.</summary>
internal static class TimeText
{
    /// <summary>What the compiler says where a time comes without its offset.</summary>
    public const string NoOffset = "A DateTime does not say its offset and would count as local time of the machine, unless its Kind is Utc. Give a "
        + "DateTimeOffset, such as new DateTimeOffset(time, TimeSpan.Zero) for a time in UTC.";

    private const string DayFormat = "yyyy-MM-dd";
    private const string MinuteFormat = "yyyy-MM-dd HH:mm 'UTC'";
    private const string ExactFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    /// <summary>As in <c>2026-03-01</c>.</summary>
    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The day of a time, as in <c>2026-03-01</c>.</summary>
    public static string Day(DateTimeOffset time) => Day(DateOnly.FromDateTime(time.UtcDateTime));

    /// <summary>As in <c>2026-03-01 12:30 UTC</c>.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);

    /// <summary>As in <c>2026-03-01T12:30:00.5Z</c>: reads back as the same time.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString(ExactFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Day(DateOnly)"/> writes.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>
    /// Reads a time with its offset from UTC, as System.Text.Json writes it, as in <c>2026-03-01T12:30:00.5+01:00</c>, or with a <c>Z</c> for none.
    /// </summary>
    public static bool TryMoment(string text, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(text, [MomentFormat, ExactFormat],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    /// <summary>Reads what <see cref="Exact"/> writes.</summary>
    public static bool TryExact(string text, out DateTime time) => DateTime.TryParseExact(text, ExactFormat, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
