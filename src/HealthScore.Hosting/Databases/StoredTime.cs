using System.Globalization;

namespace HealthScoring.Hosting.Databases;

/// <summary>Times as the tables hold them: text in UTC that sorts as the times do, alike in every database.</summary>
internal static class StoredTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.fffffff";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
