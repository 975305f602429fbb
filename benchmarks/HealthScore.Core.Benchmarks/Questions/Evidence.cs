using System.Diagnostics;
using System.Globalization;
using HealthScoring.Analysis;
using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What does it cost to prove a score, against sorting the score and each of twelve metrics once to count the pairs in order?</summary>
internal sealed class Evidence : IQuestion
{
    private const int MostRounds = 5;

    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("evidence", profile =>
    {
        for (int d = 0; d < 3; d++)
        {
            int place = d;
            profile.Dimension($"dimension-{place}", 1 + place, dimension =>
            {
                for (int m = 0; m < 4; m++)
                    dimension.Metric($"metric-{4 * place + m}", Curve.FromKnots((0, 0), (20, 10), (50, 60), (75, 80), (95, 100)), weight: 1 + m);
            });
        }
        profile.Tier("low", 0).Tier("middle", 40).Tier("high", 70);
    });

    public string Name => "evidence";

    public Answer Measure(Settings settings, Action<string> say)
    {
        List<string[]> lines = [];
        foreach (int rows in new[] { 10_000, 100_000, 1_000_000 })
        {
            (Dictionary<string, MetricColumn> values, byte[] outcomes) = Drawn(rows);
            OutcomeBook book = Book(values, outcomes, 0, rows), first = Book(values, outcomes, 0, rows / 2),
                second = Book(values, outcomes, rows / 2, rows);
            Verify(PlainSeparation.Of(Profile, values, outcomes), Backtest.Run(Profile, book));
            int rounds = Math.Min(settings.Rounds, MostRounds);
            Spread plain = Add("the plain pass", () => PlainSeparation.Of(Profile, values, outcomes), null);
            Add("backtest", () => Backtest.Run(Profile, book, new() { MaxDegreeOfParallelism = 2 }), plain);
            Add("weights, five folds", () => ProfileProposal.Learn(Profile, book, new() { MaxDegreeOfParallelism = 2 }), plain);
            Add("weights and knots, five folds", () => ProfileProposal.Learn(Profile, book,
                new() { Curves = CurveLearning.Knots, MaxDegreeOfParallelism = 2 }), plain);
            Add("drift between the halves", () => DriftReport.Between(Profile, first, second), plain);
            Add("patterns", () => PatternReport.Find(Profile, book), plain);

            Spread Add(string job, Action run, Spread? against)
            {
                List<double> times = [];
                long allocated = 0;
                if (rows == 10_000)
                {
                    // The runtime compiles twice what runs often.
                    for (int i = 0; i < 3; i++)
                        run();
                }
                for (int i = 0; i < rounds; i++)
                {
                    GC.Collect();
                    long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
                    run();
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                }
                var spread = Spread.Of(times);
                lines.Add(
                [
                    rows.ToString("#,0", CultureInfo.InvariantCulture), job, Figures.Text(spread.Median), Figures.Quartiles(spread),
                    Figures.Text(spread.Median * 1e6 / rows), Figures.Text((double)allocated / rows),
                    $"**{Figures.Text(spread.Median / (against ?? spread).Median)}x**",
                ]);
                say(string.Join(" | ", lines[^1]));
                return spread;
            }
        }
        return new(
            new(["rows", "job", "ms", "quartiles, ms", "ns a row", "bytes allocated a row", "times the plain pass"], lines,
            [
                string.Create(CultureInfo.InvariantCulture, $"Twelve metrics of five knots, 5 % missing, one customer a row; ")
                    + string.Create(CultureInfo.InvariantCulture, $"{Math.Min(settings.Rounds, MostRounds)} rounds, by the wall clock."),
            ]),
            []);
    }

    private static void Verify(double[] areas, Backtest test)
    {
        double[] found = [test.Separation!.Auc, .. test.Metrics.Select(metric => metric.Separation!.Auc)];
        if (areas.Length != found.Length || areas.Zip(found).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-9))
            throw new InvalidOperationException("The plain pass and the backtest do not agree.");
    }

    private static (Dictionary<string, MetricColumn> Values, byte[] Outcomes) Drawn(int rows)
    {
        var random = new Random(20261128);
        Dictionary<string, double[]> drawn = Profile.MetricNames.ToDictionary(name => name, _ => new double[rows]);
        byte[] outcomes = new byte[rows];
        for (int row = 0; row < rows; row++)
        {
            foreach (double[] values in drawn.Values)
                values[row] = random.NextDouble() < 0.05 ? double.NaN : 100 * random.NextDouble();
            bool atRisk = drawn["metric-11"][row] < 40 || drawn["metric-0"][row] < 20;
            outcomes[row] = (byte)(random.NextDouble() < (atRisk ? 0.2 : 0.08) ? 1 : 0);
        }
        return (drawn.ToDictionary(pair => pair.Key, pair => new MetricColumn(pair.Value)), outcomes);
    }

    private static OutcomeBook Book(Dictionary<string, MetricColumn> values, byte[] outcomes, int from, int to) => OutcomeBook.FromColumns(new()
    {
        Values = values.ToDictionary(pair => pair.Key, pair =>
        {
            double[] part = new double[to - from];
            pair.Value.CopyTo(from, part);
            return new MetricColumn(part);
        }),
        Customers = Enumerable.Range(from, to - from).ToArray(),
        AsOf = Enumerable.Repeat(AsOf, to - from).ToArray(),
        Outcomes = outcomes.AsMemory(from, to - from),
    }, new(TimeSpan.FromDays(90)));
}
