using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>How fast are columns scored, compared with the memory they come from and with the alternatives?</summary>
internal sealed class Throughput : IQuestion
{
    private const int CheckedRows = 20_000;
    private const int MostObjects = 500_000;
    private const int MostDatabaseRows = 1_000_000;
    private const int RulesRows = 2_000;
    private const double Tolerance = 1e-9;

    public string Name => "throughput";

    public Answer Measure(Settings settings, Action<string> say)
    {
        var contest = new Contest(settings, say);
        Comparison[] rows = [.. contest.Run()];
        return new(new(Comparison.Heads, [.. rows.Select(row => row.Cells)], []), [.. Bars(rows)]);
    }

    private static IEnumerable<Drawing> Bars(Comparison[] rows)
    {
        Comparison[] mixed = [.. rows.Where(row => row is { Duel.Ours: "columns", IsCharted: true })];
        if (mixed.Length == 0)
            yield break;
        yield return new Drawing.Bars("throughput", "What does one customer of twelve metrics cost?", "nanoseconds a customer, one core", true,
            [
                ("HealthScore.Core", mixed[0].Duel.OurTime.Median, true),
                .. mixed.Select(row => (row.Against.Split(',')[0], row.Duel.TheirTime.Median, false)),
            ]);
    }

    /// <summary>The rows of the table, over the same customers.</summary>
    private sealed class Contest(Settings settings, Action<string> say)
    {
        private readonly Portfolio _mixed = new(Drafts.Mixed, settings.Rows);

        public IEnumerable<Comparison> Run()
        {
            var ours = new ColumnEngine(_mixed);
            Agree(ours, new SingleScores(_mixed, segmented: false, CheckedRows), 0);
            if (settings.Wants("memory"))
            {
                yield return Row("memory limit, mixed 12 metrics", "0.42", "0.55", ours, Fastest.Of(MemoryReader.Forms(_mixed), say), suffix: "");
                yield return Row("the same read in blocks, nothing fetched ahead", "", "", ours,
                    new MemoryReader(_mixed, block: 512, ahead: 0), suffix: "");
            }
            if (settings.Wants("linear"))
                yield return Linear();
            if (settings.Wants("naive"))
            {
                var naive = new NaiveObjects(_mixed.Draft.Profile, Objects(MostObjects));
                yield return Row("naive objects + LINQ", "100x", "150x", ours, naive, Tolerance);
            }
            if (settings.Wants("scalar"))
                yield return Row("scalar C# loop over arrays", "9x", "12x", ours, Scalar(ours), 0);
            if (settings.Wants("duckdb"))
            {
                yield return DuckDb("DuckDB, per core", "40x", "60x", ours, threads: 1);
                yield return DuckDb("DuckDB on two threads, per core", "", "", ours, threads: 2);
            }
            if (settings.Wants("mlnet"))
                yield return Row("ML.NET (linear only)", "15x", "30x", ours, new MlNetLinear(_mixed, Math.Min(settings.Rows, MostDatabaseRows)));
            if (settings.Wants("rules"))
                yield return Row("RulesEngine", "1,000x", "1,500x", ours, new RulesWorkflow(_mixed.Draft.Profile, Objects(RulesRows)), Tolerance);
            if (settings.Wants("threads"))
            {
                MemoryReader reader = MemoryReader.Usual(_mixed);
                yield return Row("the memory stream: two threads against one", "", "", new TwoThreads(reader), reader);
                yield return Row("two threads against one", "1.6x", "1.9x", new TwoThreads(ours), ours);
            }
            if (settings.Wants("segments"))
                yield return Segments(ours);
            if (settings.Wants("conditions"))
                yield return Conditions(ours);
            if (settings.Wants("objects"))
            {
                Customer[] customers = Objects(MostObjects);
                yield return FromObjects("from objects, a set of metrics: time over the bare extraction", "1.4x", "", ours, customers,
                    HealthMetric.FromSet(new CustomerSet()));
                yield return FromObjects("from objects, metrics from functions", "", "", ours, customers, CustomerFigures.Metrics);
            }
        }

        private Comparison Row(string against, string atLeast, string aim, Contender ours, Contender theirs, double? tolerance = null,
            string suffix = "x", bool isTimesLonger = false)
        {
            if (tolerance is { } within)
                Agree(ours, theirs, within);
            var row = new Comparison(against, atLeast, aim, new Duel(ours, theirs, settings.Rounds), isTimesLonger, suffix);
            say(string.Join(" | ", row.Cells));
            return row;
        }

        private static void Agree(Contender ours, Contender theirs, double tolerance)
        {
            int rows = Math.Min(CheckedRows, Math.Min(ours.Rows, theirs.Rows));
            ours.Score(rows)!.MustEqual(theirs.Score(rows)!, tolerance, $"{ours.Name} and {theirs.Name}");
        }

        private Customer[] Objects(int most) => _mixed.Objects(Math.Min(settings.Rows, most));

        private Comparison Linear()
        {
            var linear = new Portfolio(Drafts.Linear, settings.Rows);
            var ours = new ColumnEngine(linear);
            Agree(ours, new SingleScores(linear, segmented: false, CheckedRows), 0);
            return Row("memory limit, 12 linear, no dimensions or guardrails", "0.70", "0.90", ours, Fastest.Of(MemoryReader.Forms(linear), say),
                suffix: "");
        }

        private Contender Scalar(ColumnEngine ours)
        {
            Contender[] forms = [new ScalarLoop<EarlyExit>(_mixed), new ScalarLoop<BranchFree>(_mixed)];
            foreach (Contender form in forms)
                Agree(ours, form, 0);
            return Fastest.Of(forms, say);
        }

        private Comparison DuckDb(string against, string atLeast, string aim, ColumnEngine ours, int threads)
        {
            using var table = new DuckDbTable(_mixed, Math.Min(settings.Rows, MostDatabaseRows), threads);
            IReadOnlyList<Contender> forms = table.Queries;
            foreach (Contender form in forms)
                Agree(ours, form, Tolerance);
            return Row(against, atLeast, aim, ours, Fastest.Of(forms, say));
        }

        private Comparison Segments(ColumnEngine plain)
        {
            const int Segments = 4;
            var mixed = new Portfolio(Drafts.OfSegments(Segments), settings.Rows);
            var ours = new ColumnEngine(mixed, segmented: true);
            Agree(ours, new SingleScores(mixed, segmented: true, CheckedRows), 0);
            return Row("mixed segments, share of plain speed", "0.40", "0.65", ours, plain, suffix: "");
        }

        private Comparison Conditions(ColumnEngine plain)
        {
            var asking = new Portfolio(Drafts.OfConditions, settings.Rows);
            var ours = new ColumnEngine(asking);
            Agree(ours, new SingleScores(asking, segmented: false, CheckedRows), 0);
            return Row("a compound condition and a segment by label, share of plain speed", "", "", ours, plain, suffix: "");
        }

        private Comparison FromObjects(
            string against, string atLeast, string aim, ColumnEngine columns, Customer[] customers, IEnumerable<IMetric<Customer>> metrics)
        {
            var ours = new FromObjects(_mixed.Draft.Profile, metrics, customers);
            Agree(columns, ours, 0);
            return Row(against, atLeast, aim, ours, new BareExtraction(customers), isTimesLonger: true);
        }
    }
}
