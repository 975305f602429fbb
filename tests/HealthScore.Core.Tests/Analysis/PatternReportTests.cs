using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class PatternReportTests
{
    [Fact]
    public void Patterns_of_the_quickstart()
    {
        Assert.Equal("", PatternReport.Find(TelcoBook.Profile, TelcoBook.With()).Explain());
    }

    [Fact]
    public void Patterns_of_expansion()
    {
        Assert.Equal("", PatternReport.Find(TelcoBook.Profile, TelcoBook.With([.. TelcoBook.Churned.Select(left => (byte)(1 - left))], Outcome.Expanded)).Explain());
    }
}
