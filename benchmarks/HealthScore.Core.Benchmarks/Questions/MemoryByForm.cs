using System.Globalization;
using System.Text;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using HealthScoring.Tracking;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>How many bytes does a customer take in each form?</summary>
internal sealed class MemoryByForm : IQuestion
{
    private const int MostCustomers = 100_000;

    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "memory";

    public Answer Measure(Settings settings, Action<string> say)
    {
        int count = Math.Min(settings.Rows, MostCustomers);
        var portfolio = new Portfolio(Drafts.Mixed, count);
        Customer[] customers = portfolio.Objects(count);
        var scorer = new HealthScorer<Customer>(Drafts.Mixed.Profile, CustomerFigures.Metrics);
        var columns = new ColumnScorer(Drafts.Mixed.Profile);
        MetricColumn[] view = [.. portfolio.Columns.Select(column => new MetricColumn(column))];
        (double[] scores, int[] tiers) = (new double[count], new int[count]);
        var tally = new PortfolioTally(Drafts.Mixed.Profile);
        HealthScore[] results = new HealthScore[count];
        TrackingState[] states = new TrackingState[count];
        List<string[]> lines = [];

        Add("`Score(customer)`, the full result", "it", () =>
        {
            for (int i = 0; i < count; i++)
                results[i] = scorer.Score(customers[i], AsOf);
        });
        Add("`ScoreAll`, without details", "nothing", () => _ = scorer.ScoreAll(customers, new() { AsOf = AsOf }).Count());
        Add("`ScoreInto`", "12 B in the arrays", () => scorer.ScoreInto(customers, AsOf, scores, tiers));
        Add("`ColumnScorer.Score`", "12 B in the arrays", () => columns.Score(view, scores, tiers));
        Add("… with a tally", "12 B in the arrays", () => columns.Score(view, scores, tiers, tally: tally));
        Add("`Tracker.Next`, the first time", "the state", () =>
        {
            for (int i = 0; i < count; i++)
                states[i] = Tracker.Next(null, results[i]).State;
        });
        Add("`HealthScore.ToJson()`", Average(results.Select(result => result.ToJson())), () =>
        {
            for (int i = 0; i < count; i++)
                _ = results[i].ToJson();
        });
        Add("`TrackingState.ToJson()`", Average(states.Select(state => state.ToJson())), () =>
        {
            for (int i = 0; i < count; i++)
                _ = states[i].ToJson();
        });
        return new(new(["form", "bytes allocated a customer", "bytes kept"], lines,
            [string.Create(CultureInfo.InvariantCulture, $"{count:#,0} customers of twelve metrics; the second pass of each.")]), []);

        string Average(IEnumerable<string> texts) =>
            string.Create(CultureInfo.InvariantCulture, $"{texts.Average(text => Encoding.UTF8.GetByteCount(text)):#,0} B of UTF-8");

        void Add(string form, string kept, Action all)
        {
            all();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            all();
            double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / count;
            if (kept == "it")
                kept = KeptBy(results);
            lines.Add([form, bytes < 0.5 ? "0" : Figures.Text(bytes), kept]);
            say(string.Join(" | ", lines[^1]));
        }

        string KeptBy(HealthScore[] kept)
        {
            long with = GC.GetTotalMemory(forceFullCollection: true);
            Array.Clear(kept);
            long without = GC.GetTotalMemory(forceFullCollection: true);
            for (int i = 0; i < count; i++)
                kept[i] = scorer.Score(customers[i], AsOf);
            return string.Create(CultureInfo.InvariantCulture, $"{(double)(with - without) / count:#,0} B");
        }
    }
}
