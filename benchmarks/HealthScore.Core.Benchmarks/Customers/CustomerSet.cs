namespace HealthScoring.Benchmarks.Customers;

/// <summary>Reads the twelve figures of many customers in one pass, as a backend writes it.</summary>
internal sealed class CustomerSet : IMetricSet<Customer>
{
    public IReadOnlyList<string> Names { get; } = [.. CustomerFigures.All.Select(figure => figure.Name)];

    public void Measure(ReadOnlySpan<Customer> customers, DateTimeOffset asOf, MetricValues values)
    {
        Span<double> activeDays = values[0], featuresUsed = values[1], seatUse = values[2], keyActions = values[3], nps = values[4];
        Span<double> csat = values[5], contact = values[6], meetings = values[7], tickets = values[8], overdue = values[9];
        Span<double> tenure = values[10], trend = values[11];
        for (int i = 0; i < customers.Length; i++)
        {
            Customer customer = customers[i];
            activeDays[i] = customer.ActiveDays ?? Measurement.NoValue;
            featuresUsed[i] = customer.FeaturesUsed ?? Measurement.NoValue;
            seatUse[i] = customer.SeatUse ?? Measurement.NoValue;
            keyActions[i] = customer.KeyActions ?? Measurement.NoValue;
            nps[i] = customer.Nps ?? Measurement.NoValue;
            csat[i] = customer.Csat ?? Measurement.NoValue;
            contact[i] = customer.DaysSinceContact ?? Measurement.NoValue;
            meetings[i] = customer.SponsorMeetings ?? Measurement.NoValue;
            tickets[i] = customer.OpenTickets ?? Measurement.NoValue;
            overdue[i] = customer.DaysOverdue ?? Measurement.NoValue;
            tenure[i] = customer.TenureMonths ?? Measurement.NoValue;
            trend[i] = customer.UsageTrend ?? Measurement.NoValue;
        }
    }
}
