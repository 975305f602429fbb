using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

/// <summary>Which two events are one. A set of events asks only where their hashes agree, which different events seldom do.</summary>
public sealed class SameEventTests
{
    private static readonly UsageEvent Event = Use(AsOf);

    [Fact]
    public void Without_ids_they_agree_in_all_that_they_say()
    {
        Assert.True(AreSame(Event, Event with { Id = "" }));
        Assert.True(AreSame(Event, Event with { At = AsOf.ToOffset(TimeSpan.FromHours(2)) }));
        Assert.False(AreSame(Event, Event with { At = AsOf - Tick }));
        Assert.False(AreSame(Event, Event with { User = "bob" }));
        Assert.False(AreSame(Event, Event with { Feature = "api" }));
    }

    [Fact]
    public void With_ids_they_agree_in_these_alone()
    {
        UsageEvent first = Event with { Id = "1" };

        Assert.True(AreSame(first, new UsageEvent(AsOf - Tick, "bob", "api") { Id = "1" }));
        Assert.False(AreSame(first, Event with { Id = "2" }));
        Assert.False(AreSame(first, Event));
        Assert.False(AreSame(Event with { Id = "" }, first));
    }

    private static bool AreSame(UsageEvent x, UsageEvent y) => SameEvent.Comparer.Equals(x, y);
}
