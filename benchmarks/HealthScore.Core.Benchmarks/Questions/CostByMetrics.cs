using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What does another metric cost?</summary>
internal sealed class CostByMetrics : IQuestion
{
    private const int MetricsOfMixed = 12;

    public string Name => "metrics";

    public Answer Measure(Settings settings, Action<string> say)
    {
        var curve = new CostCurve("metrics");
        foreach (int count in (int[])[5, 8, 12, 16, 20, 30, 40, 50])
        {
            // As many values for every number of metrics, so that the columns stay larger than the caches.
            var portfolio = new Portfolio(Drafts.OfMetrics(count), settings.Rows / count * MetricsOfMixed);
            var engine = new ColumnEngine(portfolio);
            CostCurve.Check(engine, portfolio);
            curve.Add(count, new Duel(engine, MemoryReader.Usual(portfolio), settings.Rounds), say);
        }
        return curve.Answer("metrics", "What does another metric cost?", isLogarithmic: false);
    }
}
