namespace HealthScoring;

/// <summary>The last days of 24 hours up to a moment: start exclusive, end inclusive.</summary>
internal readonly record struct ClockWindow
{
    public ClockWindow(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Days = days;
    }

    public int Days { get; }

    // The age is compared, not the window's start: that may lie before the first date there is.
    public bool Contains(DateTimeOffset at, DateTimeOffset asOf) => at <= asOf && (asOf - at).Days < Days;
}
