namespace HealthScoring;

/// <summary>How old the events of one customer are, as of one time; the windows of the activity metrics are made of it.</summary>
internal readonly struct UsageClock
{
    private readonly DateTimeOffset _asOf;
    private readonly TimeZoneInfo _zone;
    private readonly bool _completeDays;
    private readonly int _lastDay;

    public UsageClock(DateTimeOffset asOf, TimeZoneInfo zone, bool completeDays)
    {
        _asOf = asOf;
        _zone = zone;
        _completeDays = completeDays;
        _lastDay = completeDays ? DayOf(asOf) - 1 : DayOf(asOf);
    }

    public int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime).DayNumber;

    public bool IsLater(DateTimeOffset at) => at > _asOf;

    public double DaysSince(DateTimeOffset at) => (_asOf - at).TotalDays;

    public bool InCalendar(DateTimeOffset at, int days) => IsWithin(CalendarAge(at), days);

    public bool InWindow(DateTimeOffset at, int days) => IsWithin(Age(at), days);

    public bool InEarlierWindow(DateTimeOffset at, int days) => IsWithin(Age(at) - days, days);

    // A clock window starts after its first instant, and a window of complete days with its first day.
    public bool HasTwoWindowsSince(DateTimeOffset firstDay, int days) => _completeDays
        ? _lastDay - DayOf(firstDay) + 1L >= 2L * days
        : (_asOf - firstDay).Days >= 2L * days;

    // The age is compared, not the window's start: that may lie before the first date there is.
    private static bool IsWithin(int age, int days) => age >= 0 && age < days;

    private int Age(DateTimeOffset at) => _completeDays ? CalendarAge(at) : IsLater(at) ? -1 : (_asOf - at).Days;

    // Of the last day: 0, of the day before it: 1. Later events have none, even on a day that has passed where clocks went back over midnight.
    private int CalendarAge(DateTimeOffset at) => IsLater(at) ? -1 : _lastDay - DayOf(at);
}
