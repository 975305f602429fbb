using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What do segments cost, when every customer is in one at random?</summary>
internal sealed class CostBySegments : IQuestion
{
    public string Name => "segments";

    public Answer Measure(Settings settings, Action<string> say)
    {
        var plain = new ColumnEngine(new Portfolio(Drafts.Mixed, settings.Rows));
        var curve = new CostCurve("segments");
        for (int count = 0; count <= 10; count++)
        {
            var portfolio = new Portfolio(Drafts.OfSegments(count), settings.Rows);
            var engine = new ColumnEngine(portfolio, segmented: true);
            CostCurve.Check(engine, portfolio, segmented: true);
            curve.Add(count, new Duel(engine, plain, settings.Rounds), say);
        }
        return curve.Answer("segments", "What do segments cost?", isLogarithmic: false, theirs: "without segments");
    }
}
