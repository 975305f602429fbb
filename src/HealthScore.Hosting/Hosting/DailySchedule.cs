namespace HealthScoring.Hosting;

/// <summary>The instants at which it is a time of the day in a time zone, once a day.</summary>
/// <remarks>
/// Where the clocks jump over the time, it is as long after the jump as the time would have been; where they show it twice, it is the first of the
/// two.
/// </remarks>
internal sealed class DailySchedule(TimeOnly at, TimeZoneInfo zone)
{
    /// <summary>The last instant up to a time, inclusive.</summary>
    public DateTimeOffset Last(DateTimeOffset now) => Around(now).Last(instant => instant <= now);

    /// <summary>The first instant after a time.</summary>
    public DateTimeOffset Next(DateTimeOffset now) => Around(now).First(instant => instant > now);

    // Two days each way: a zone may leave out a whole day.
    private IEnumerable<DateTimeOffset> Around(DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Enumerable.Range(-2, 5).Select(days => On(today.AddDays(days)));
    }

    private DateTimeOffset On(DateOnly day)
    {
        DateTime local = day.ToDateTime(at);
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(new DateTimeOffset(local - zone.BaseUtcOffset - TimeSpan.FromDays(1), TimeSpan.Zero))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
