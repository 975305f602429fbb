namespace HealthScoring.Benchmarks.Customers;

/// <summary>The twelve figures of a customer by name.</summary>
internal static class CustomerFigures
{
    public static IReadOnlyList<(string Name, Func<Customer, double?> Read)> All { get; } =
    [
        (nameof(Customer.ActiveDays), customer => customer.ActiveDays),
        (nameof(Customer.FeaturesUsed), customer => customer.FeaturesUsed),
        (nameof(Customer.SeatUse), customer => customer.SeatUse),
        (nameof(Customer.KeyActions), customer => customer.KeyActions),
        (nameof(Customer.Nps), customer => customer.Nps),
        (nameof(Customer.Csat), customer => customer.Csat),
        (nameof(Customer.DaysSinceContact), customer => customer.DaysSinceContact),
        (nameof(Customer.SponsorMeetings), customer => customer.SponsorMeetings),
        (nameof(Customer.OpenTickets), customer => customer.OpenTickets),
        (nameof(Customer.DaysOverdue), customer => customer.DaysOverdue),
        (nameof(Customer.TenureMonths), customer => customer.TenureMonths),
        (nameof(Customer.UsageTrend), customer => customer.UsageTrend),
    ];

    public static IEnumerable<IMetric<Customer>> Metrics => All.Select(figure => HealthMetric.From(figure.Name, figure.Read));
}
