using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>Does the cost of a customer depend on how many there are in a call?</summary>
internal sealed class CostByCustomers : IQuestion
{
    private const int LeastRows = 500_000;

    // As many times the rows of the other questions, at most: 30 million.
    private const double MostTimes = 7.5;

    public string Name => "customers";

    public Answer Measure(Settings settings, Action<string> say)
    {
        int[] sizes = [.. ((int[])[1_000, 10_000, 100_000, 1_000_000, 10_000_000, 30_000_000]).Where(size => size <= MostTimes * settings.Rows)];
        var portfolio = new Portfolio(Drafts.Mixed, sizes[^1]);
        var curve = new CostCurve("customers in a call");
        foreach (int size in sizes)
        {
            var engine = new ColumnEngine(portfolio, rows: size);
            CostCurve.Check(engine, portfolio);
            int calls = Math.Max(1, LeastRows / size);
            curve.Add(size, new Duel(new WholeCall(engine, calls), new WholeCall(MemoryReader.Usual(portfolio, size), calls), settings.Rounds), say);
        }
        return curve.Answer("customers", "Does a customer cost more where there are more?", isLogarithmic: true);
    }
}
