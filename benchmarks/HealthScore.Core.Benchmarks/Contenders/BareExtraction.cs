using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// The floor under scoring objects: reads the same twelve properties into columns, in blocks that stay in the cache. No delegates, no faults
/// to catch, no score.
/// </summary>
internal sealed class BareExtraction(Customer[] customers) : Contender("bare extraction", customers.Length)
{
    private const int Block = 512;

    private readonly double[][] _columns = [.. Enumerable.Range(0, 12).Select(_ => new double[Block])];

    public override void Run(int first, int count)
    {
        for (int start = first; start < first + count; start += Block)
            Read(customers.AsSpan(start, Math.Min(Block, first + count - start)));
    }

    private void Read(ReadOnlySpan<Customer> block)
    {
        double[] activeDays = _columns[0], featuresUsed = _columns[1], seatUse = _columns[2], keyActions = _columns[3], nps = _columns[4];
        double[] csat = _columns[5], contact = _columns[6], meetings = _columns[7], tickets = _columns[8], overdue = _columns[9];
        double[] tenure = _columns[10], trend = _columns[11];
        for (int i = 0; i < block.Length; i++)
        {
            Customer customer = block[i];
            activeDays[i] = customer.ActiveDays ?? double.NaN;
            featuresUsed[i] = customer.FeaturesUsed ?? double.NaN;
            seatUse[i] = customer.SeatUse ?? double.NaN;
            keyActions[i] = customer.KeyActions ?? double.NaN;
            nps[i] = customer.Nps ?? double.NaN;
            csat[i] = customer.Csat ?? double.NaN;
            contact[i] = customer.DaysSinceContact ?? double.NaN;
            meetings[i] = customer.SponsorMeetings ?? double.NaN;
            tickets[i] = customer.OpenTickets ?? double.NaN;
            overdue[i] = customer.DaysOverdue ?? double.NaN;
            tenure[i] = customer.TenureMonths ?? double.NaN;
            trend[i] = customer.UsageTrend ?? double.NaN;
        }
    }
}
