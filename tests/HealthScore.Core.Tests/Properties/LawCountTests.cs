using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>Counts the cases of a law, since a law that runs on fewer cases than it says fails nowhere else.</summary>
public sealed class LawCountTests(LawCountTests.Counter counter) : IClassFixture<LawCountTests.Counter>
{
    [Law]
    public void A_law_is_tried_on_as_many_cases_as_asked_for(Trial _) => counter.Count++;

    public sealed class Counter : IDisposable
    {
        public int Count { get; set; }

        public void Dispose() => Assert.Equal(LawAttribute.Cases, Count);
    }
}
