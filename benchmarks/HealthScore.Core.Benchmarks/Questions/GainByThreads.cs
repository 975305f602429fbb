using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What does a second thread gain, and what would the memory allow?</summary>
internal sealed class GainByThreads : IQuestion
{
    public string Name => "threads";

    public Answer Measure(Settings settings, Action<string> say)
    {
        var portfolio = new Portfolio(Drafts.Mixed, settings.Rows);
        var engine = new ColumnEngine(portfolio);
        CostCurve.Check(engine, portfolio);
        Contender reader = MemoryReader.Usual(portfolio), plain = new MemoryReader(portfolio, block: 512, ahead: 0);
        (string Name, Duel Duel)[] gains =
        [
            .. from pair in ((string Name, Contender One)[])
                   [("HealthScore.Core", engine), ("reading, fetched ahead", reader), ("reading, plain", plain)]
               select (pair.Name, new Duel(new TwoThreads(pair.One), pair.One, settings.Rounds)),
        ];
        return new(
            new(["", "ns a customer, one thread", "ns, two threads", "gain", "quartiles"],
                [.. gains.Select(gain => (string[])
                [
                    gain.Name, Figures.Text(gain.Duel.TheirTime.Median), Figures.Text(gain.Duel.OurTime.Median),
                    $"{Figures.Text(gain.Duel.TimesFaster.Median)}x", Figures.Quartiles(gain.Duel.TimesFaster),
                ])], []),
            [
                new Drawing.Bars("threads", "What does a second thread gain?", "times the speed of one thread", false,
                    [.. gains.Select((gain, i) => (gain.Name, gain.Duel.TimesFaster.Median, i == 0))]),
            ]);
    }
}
