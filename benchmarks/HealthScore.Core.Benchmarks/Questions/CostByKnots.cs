using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What do knots cost? Twelve ramps of as many knots each.</summary>
internal sealed class CostByKnots : IQuestion
{
    public string Name => "knots";

    public Answer Measure(Settings settings, Action<string> say)
    {
        var curve = new CostCurve("knots of each of 12 ramps");
        foreach (int count in (int[])[2, 3, 4, 6, 8, 12, 15, 16, 17, 24, 32, 48, 64])
        {
            var portfolio = new Portfolio(Drafts.OfKnots(count), settings.Rows);
            var engine = new ColumnEngine(portfolio);
            CostCurve.Check(engine, portfolio);
            curve.Add(count, new Duel(engine, MemoryReader.Usual(portfolio), settings.Rounds), say);
        }
        return curve.Answer("knots", "What do knots cost?", isLogarithmic: true);
    }
}
