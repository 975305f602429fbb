using System.Globalization;
using System.Text.RegularExpressions;
using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Contenders.Databases;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>How fast does a database score by the generated SQL, compared with the library, and what do the fences between its stages gain?</summary>
internal sealed partial class InDatabases : IQuestion
{
    private const int MostRows = 1_000_000;
    private const int MostSqliteRows = 200_000;
    private const int FewRows = 100_000;
    private const int SmallRows = 20_000;
    private const int MostRounds = 9;
    private const int LibraryCalls = 10;

    // A slope of the metric DaysOverdue, which no other curve has: as often as it stands in a plan, so often that curve does.
    private const string SlopeOfOneCurve = "1.1428571428571428";

    private static readonly string[] FenceHeads =
    [
        "by", "form", "ns a row", "times as long as ours", "quartiles", "one customer through a view, ms", "a condition on the key reaches the table",
    ];

    private static readonly string[] NaiveHeads =
        ["by", "form", "ns a row", "times as long as staged", "quartiles", "one curve stands in the plan"];

    private delegate Database Opening(Portfolio portfolio, int rows, int fewRows);

    private static readonly (string Option, Func<bool> IsInstalled, Opening Open)[] Databases =
    [
        ("postgresql", () => PostgreSql.IsInstalled, PostgreSql.Start),
        ("duckdb", () => true, (portfolio, rows, fewRows) => new DuckDb(portfolio, rows, fewRows)),
        ("sqlite", () => true, (portfolio, rows, fewRows) => new Sqlite(portfolio, Math.Min(rows, MostSqliteRows), fewRows)),
    ];

    public string Name => "sql";

    public Answer Measure(Settings settings, Action<string> say)
    {
        int rows = Math.Min(settings.Rows, MostRows), fewRows = Math.Min(rows, FewRows), rounds = Math.Min(settings.Rounds, MostRounds);
        List<string> engines = [], plans = [];
        List<string[]> speeds = [], forms = [], small = [];
        foreach (var (option, isInstalled, open) in Databases.Where(database => settings.Wants(database.Option)))
        {
            if (!isInstalled())
            {
                plans.Add($"{option} is not installed here and was skipped.");
                say(plans[^1]);
                continue;
            }
            foreach (bool segmented in (bool[])[false, true])
            {
                var portfolio = new Portfolio(Drafts.Saas(segmented), rows);
                using Database database = open(portfolio, rows, fewRows);
                speeds.AddRange(Said(Speeds(database, portfolio, rounds)));
                if (segmented)
                    continue;
                engines.Add(database.Version);
                forms.AddRange(Said(Fences(database, portfolio, rounds)));
                plans.Add(Repeated(database));
            }
            var few = new Portfolio(Drafts.Small, Math.Min(rows, SmallRows));
            using Database little = open(few, few.Rows, few.Rows);
            small.AddRange(Said(Naive(little, few, rounds)));
        }
        return new(
            new(["profile", "by", "job", "ns a row", "million rows a second", "times as long as the library", "quartiles"], speeds,
            [
                "Other fences between the stages, the profile without a segment:",
                new Table(FenceHeads, forms, []).ToMarkdown(),
                "Without fences, four metrics in one dimension:",
                new Table(NaiveHeads, small, []).ToMarkdown(),
                .. plans,
                string.Join(", ", engines) + string.Create(CultureInfo.InvariantCulture,
                    $"; {rows:#,0} customers ({Math.Min(rows, MostSqliteRows):#,0} in SQLite), {fewRows:#,0} for the fences, ")
                    + string.Create(CultureInfo.InvariantCulture, $"{Math.Min(rows, SmallRows):#,0} without; {rounds} rounds, by the wall clock."),
            ]),
            []);

        IEnumerable<string[]> Said(IEnumerable<string[]> lines)
        {
            foreach (string[] line in lines)
            {
                say(string.Join(" | ", line));
                yield return line;
            }
        }
    }

    /// <summary>Scoring inside, with and without fetching, against the library on columns that are in memory or come out of the database.</summary>
    private static IEnumerable<string[]> Speeds(Database database, Portfolio portfolio, int rounds)
    {
        string staged = database.Scoring(Database.All).Select().Text;
        var engine = new ColumnEngine(portfolio);
        Scored expected = engine.Score(database.Rows);
        var one = new ByWallClock(new WholeCall(engine, LibraryCalls));
        var two = new ByWallClock(new WholeCall(new TwoThreads(engine), LibraryCalls));
        List<(string By, string Job, Contender Contender)> jobs =
            [("library", "one thread, columns in memory", one), ("library", "two threads, columns in memory", two)];
        foreach (Mode mode in database.Modes)
        {
            var fetched = new ScoredAndFetched(database, mode.Name, mode, staged, database.Rows);
            var read = new ColumnsReadOut(database, mode.Name, mode, portfolio.Draft.Profile, Database.All);
            Agree(expected, fetched, database);
            Agree(expected, read, database);
            jobs.Add((database.Name, $"{mode.Name}, scored inside", new ScoredInside(database, mode.Name, mode, staged, database.Rows)));
            if (mode != database.Modes[0])
                continue;
            jobs.Add((database.Name, $"{mode.Name}, scored inside and fetched", fetched));
            jobs.Add((database.Name, $"{mode.Name}, columns read out and scored by the library", read));
        }
        var contest = new RoundRobin(jobs.Select(job => job.Contender), rounds);
        foreach ((string by, string job, Contender contender) in jobs)
        {
            Spread longer = contest.TimesLonger(contender, one);
            yield return
            [
                portfolio.Draft.Profile.Name, by, job, Figures.Text(contest.Time(contender).Median),
                Figures.Text(1000 / contest.Time(contender).Median), $"**{Figures.Text(longer.Median)}x**", Figures.Quartiles(longer),
            ];
        }
    }

    /// <summary>Ways to keep a stage from being put into the next, on all rows and on one.</summary>
    private static IEnumerable<string[]> Fences(Database database, Portfolio portfolio, int rounds)
    {
        Scored expected = new ColumnEngine(portfolio).Score(database.FewRows);
        Mode mode = database.Modes[0];
        IReadOnlyList<QueryForm> forms = database.Fenced(database.Scoring(Database.Few).Select().Text);
        Contender[] all = [.. forms.Select(form => new ScoredInside(database, form.Name, mode, form.Text, database.FewRows))];
        List<Contender> lookUps = [];
        List<bool> finds = [];
        foreach ((QueryForm form, int i) in forms.Select((form, i) => (form, i)))
        {
            Agree(expected, new ScoredAndFetched(database, form.Name, mode, form.Text, database.FewRows), database);
            string view = string.Create(CultureInfo.InvariantCulture, $"scored{i}");
            database.Execute($"CREATE VIEW {view} AS {form.Text}");
            lookUps.Add(new OneLookedUp(database, form.Name, mode, view, database.FewRows));
            finds.Add(database.FindsOneRow(Database.OfRow($"SELECT * FROM {view}", row: 1)));
        }
        (RoundRobin ofAll, RoundRobin ofOne) = (new(all, rounds), new(lookUps, rounds));
        for (int i = 0; i < forms.Count; i++)
        {
            Spread longer = ofAll.TimesLonger(all[i], all[0]);
            yield return
            [
                database.Name, forms[i].Name, Figures.Text(ofAll.Time(all[i]).Median), $"**{Figures.Text(longer.Median)}x**",
                Figures.Quartiles(longer), Figures.Text(ofOne.Time(lookUps[i]).Median / 1e6), finds[i] ? "yes" : "no",
            ];
        }
    }

    /// <summary>A profile that is small enough for it without fences, and as one expression.</summary>
    private static IEnumerable<string[]> Naive(Database database, Portfolio portfolio, int rounds)
    {
        string staged = database.Scoring(Database.All).Select().Text;
        var expansion = new Expansion(database.Unfenced(staged).Text);
        string oneExpression = $"SELECT \"row\", {expansion.TextOf(ScoreColumn(staged))} AS score, {expansion.TextOf("tier_index")} AS tier_index "
            + $"FROM {Database.All} AS customers";
        QueryForm[] forms =
        [
            new("staged (ours)", staged), database.Unfenced(staged) with { Name = "the same without fences" }, new("one expression", oneExpression),
        ];
        Scored expected = new ColumnEngine(portfolio).Score(database.Rows);
        Mode mode = database.Modes[0];
        foreach (string setting in mode.Settings)
            database.Execute(setting);
        Contender[] contenders = [.. forms.Select(form => new ScoredInside(database, form.Name, mode, form.Text, database.Rows))];
        foreach (QueryForm form in forms)
            Agree(expected, new ScoredAndFetched(database, form.Name, mode, form.Text, database.Rows), database);
        var contest = new RoundRobin(contenders, rounds);
        for (int i = 0; i < forms.Length; i++)
        {
            Spread longer = contest.TimesLonger(contenders[i], contenders[0]);
            yield return
            [
                database.Name, forms[i].Name, Figures.Text(contest.Time(contenders[i]).Median), $"**{Figures.Text(longer.Median)}x**",
                Figures.Quartiles(longer), InPlan(database, forms[i].Text),
            ];
        }
    }

    /// <summary>How often curves would stand in the whole profile's query without fences; too often to try.</summary>
    private static string Repeated(Database database)
    {
        string staged = database.Scoring(Database.All).Select().Text;
        var expansion = new Expansion(database.Unfenced(staged).Text);
        (double curves, double characters) = expansion.SizeOf("tier_index");
        int metrics = database.Scoring(Database.All).Profile.Dimensions.Sum(dimension => dimension.Metrics.Count);
        string size = string.Create(CultureInfo.InvariantCulture, $"{curves:#,0} curves and {characters / 1e9:0.0} billion characters");
        return string.Create(CultureInfo.InvariantCulture,
            $"{database.Name}: the twelve metrics' tier as one expression would have {size}; "
            + $"the staged query has {metrics} curves and {staged.Length:#,0} characters.");
    }

    /// <summary>Only PostgreSQL's plan says which expressions it computes.</summary>
    private static string InPlan(Database database, string select) => database is not PostgreSql ? ""
        : (string.Join('\n', database.Lines($"EXPLAIN (VERBOSE) {Database.Sums(select)}")).Split(SlopeOfOneCurve).Length - 1)
            .ToString("#,0", CultureInfo.InvariantCulture);

    // Where the last stage has the score, the query takes it as it is.
    private static string ScoreColumn(string staged) => ScoreItem().Match(staged) is { Success: true } item ? item.Groups[1].Value : "score";

    private static void Agree(Scored expected, Contender contender, Database database) =>
        expected.MustEqual(contender.Score(contender.Rows)!, 0, $"the library and {database.Name}, {contender.Name}");

    // Some dialects put what a condition outside must not enter into a CASE.
    [GeneratedRegex(@"^    (?:CASE WHEN [^\n]+ THEN )?(\w+)(?: END)? AS score,$", RegexOptions.Multiline)]
    private static partial Regex ScoreItem();
}
