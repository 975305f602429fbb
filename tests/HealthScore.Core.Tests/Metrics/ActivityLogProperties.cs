using FsCheck;
using FsCheck.Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

public sealed class ActivityLogProperties
{
    private static readonly IMetric<Account>[] Metrics =
    [
        Log.Frequency(7), Log.Breadth(["feature 0", "feature 1", "feature 2"], 7), Log.Depth(7), Log.Recency(), Log.Trend(7),
    ];

    [Property]
    public bool Frequency_is_a_number_of_days_whatever_the_order_and_repetition(int[] hoursAgo, PositiveInt days)
    {
        UsageEvent[] events = Events(hoursAgo);
        double? active = Log.Frequency(days.Get).Measure(With(events), AsOf).Value;
        double? mixed = Log.Frequency(days.Get).Measure(With([.. events.Reverse(), .. events]), AsOf).Value;
        return active >= 0 && active <= days.Get && mixed == active;
    }

    [Property]
    public bool Later_events_change_nothing(int[] hoursAgo, PositiveInt[] ticksLater)
    {
        UsageEvent[] events = Events(hoursAgo);
        UsageEvent[] later = [.. ticksLater.Select(ticks => Use(AsOf.AddTicks(ticks.Get), "new", "feature 0"))];
        return Metrics.All(metric => metric.Measure(With([.. later, .. events]), AsOf) == metric.Measure(With(events), AsOf));
    }

    [Property]
    public bool The_offset_times_are_written_in_changes_nothing(int[] hoursAgo, int offset)
    {
        var elsewhere = TimeSpan.FromHours(offset % 15);
        UsageEvent[] events = Events(hoursAgo);
        var moved = new Account(
            LongAgo.ToOffset(elsewhere), [.. events.Select(use => use with { At = use.At.ToOffset(elsewhere) })]);
        return Metrics.All(metric => metric.Measure(moved, AsOf.ToOffset(-elsewhere)) == metric.Measure(With(events), AsOf));
    }

    // Three hours apart, so that the events of one case spread over several windows, before and after the time of the score.
    private static UsageEvent[] Events(int[] hoursAgo) =>
    [
        .. hoursAgo.Select(hours => Use(AsOf.AddHours(-3.0 * (hours % 1000)), $"user {hours % 2}", $"feature {hours % 4}")),
    ];
}
