using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class PatternReportTests
{
    [Fact]
    public void Patterns_of_the_quickstart()
    {
        File.WriteAllText("/tmp/hE-p1.txt", PatternReport.Find(TelcoBook.Profile, TelcoBook.With()).Explain());
        File.WriteAllText("/tmp/hE-p2.txt", PatternReport.Find(TelcoBook.Profile, TelcoBook.With([.. TelcoBook.Churned.Select(left => (byte)(1 - left))], Outcome.Expanded)).Explain());
        File.WriteAllText("/tmp/hE-p3.txt", BookQuantiles.Of(TelcoBook.Profile, TelcoBook.With()).Explain());
        var old = TelcoBook.With();
        byte[] half(int part) => [.. TelcoBook.Churned.Select((left, i) => i % 2 == part ? left : (byte)255)];
        File.WriteAllText("/tmp/hE-p4.txt", DriftReport.Between(TelcoBook.Profile, TelcoBook.With(half(0)), TelcoBook.With(half(1))).Explain());
    }
}
