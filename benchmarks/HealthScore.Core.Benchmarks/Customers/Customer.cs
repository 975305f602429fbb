namespace HealthScoring.Benchmarks.Customers;

/// <summary>A customer as a product keeps it: an object with twelve figures, any of which may be missing.</summary>
internal sealed class Customer
{
    public double? ActiveDays { get; init; }

    public double? FeaturesUsed { get; init; }

    public double? SeatUse { get; init; }

    public double? KeyActions { get; init; }

    public double? Nps { get; init; }

    public double? Csat { get; init; }

    public double? DaysSinceContact { get; init; }

    public double? SponsorMeetings { get; init; }

    public double? OpenTickets { get; init; }

    public double? DaysOverdue { get; init; }

    public double? TenureMonths { get; init; }

    public double? UsageTrend { get; init; }
}
