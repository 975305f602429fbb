using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>What each command answers, and its exit code. The library, asked directly, is the judge.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly Workplace _work = new Workplace().With("p.json", Profiles.Tiny).With("m.json", Profiles.TinyMap)
        .With("q.json", Profiles.Tiny.Replace("\"best\": 20", "\"best\": 40", StringComparison.Ordinal))
        .With("b.csv", "id,logins\nAcme,18\nGlobex,14\nHooli,30\nInitech,\n");

    private static ScoringProfile Tiny => ScoringProfile.Parse(Profiles.Tiny);

    public static TheoryData<string> Commands =>
        ["new", "check", "schema", "map", "diff", "explain", "score", "simulate", "backtest", "propose", "drift", "patterns", "report", "sql"];

    public void Dispose() => _work.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_help_and_says_what_is_missing(string command)
    {
        Assert.Equal(0, _work.Run(command, "--help"));
        Assert.StartsWith("Description:\n", _work.Output.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2, _work.Run(command, "--no-such-option"));
        Assert.StartsWith("There is no option '--no-such-option'; use one of: ", _work.Error, StringComparison.Ordinal);
        Assert.EndsWith($"See: healthscore {command} --help\n", _work.Error, StringComparison.Ordinal);
        Assert.Equal("", _work.Output);
    }

    [Theory]
    [InlineData("--capacity: '0' is no whole number from 1 on.", "backtest", "p.json", "b.csv", "--capacity", "0")]
    [InlineData("--capacity: 'x' is no whole number from 1 on.", "report", "p.json", "b.csv", "--out", "r.html", "--capacity", "x")]
    [InlineData("--as-of: 'now' is no time; write a day such as 2026-11-29, or a time such as 2026-11-29T18:30:00Z.",
        "score", "p.json", "b.csv", "--as-of", "now")]
    [InlineData("--movers: -1 is less than 0.", "simulate", "p.json", "q.json", "b.csv", "--movers", "-1")]
    [InlineData("--max-moved-weight: the mapping names no \"weight\".", "simulate", "p.json", "q.json", "b.csv", "--max-moved-weight", "1%")]
    [InlineData("--key and --map: the mapping names the column of the customers; leave --key out.",
        "sql", "p.json", "--dialect", "SQLite", "--table", "t", "--map", "m.json", "--key", "id")]
    [InlineData("'none/o.csv' cannot be written: ", "score", "p.json", "b.csv", "--out", "none/o.csv")]
    public void An_option_that_makes_no_sense_says_so(string expected, params string[] words)
    {
        _work.With("b.map.json", Profiles.TinyMap);
        Assert.Equal(2, _work.Run(words));
        Assert.Contains(expected, _work.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_only_the_mapping_has_is_told()
    {
        _work.With("m.json", """{ "customer": "id", "metrics": { "logins": "logins", "nps": "NPS" }, "absent": [ "ces" ] }""");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("in the mapping, and not in the profile: nps, ces\n", _work.Error);
    }

    [Fact]
    public void The_list_of_commands_is_complete()
    {
        Assert.Equal(0, _work.Run("--help"));
        foreach (string command in Commands.Select(row => row.Data))
            Assert.Contains($"\n  {command} ", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_written_once()
    {
        Assert.Equal(0, _work.Run("new", "n.json", "--template", "expansion"));
        Assert.Equal(ProfileTemplates.Expansion, ScoringProfile.LoadFile(_work["n.json"]));
        Assert.Equal(2, _work.Run("new", "n.json"));
        Assert.Equal("'n.json' is there already. Name another file, or write over it with --force.\n", _work.Error);
        Assert.Equal(0, _work.Run("new", "n.json", "--force"));
        Assert.Equal(ProfileTemplates.B2BSaas, ScoringProfile.LoadFile(_work["n.json"]));
    }

    [Fact]
    public void The_schema_is_the_documented_one()
    {
        Assert.Equal(0, _work.Run("schema"));
        Assert.Equal(File.ReadAllText(Workplace.PathOf("docs", "profile.v1.schema.json")), _work.Output);
    }

    [Fact]
    public void Errors_of_a_profile_are_listed_with_line_and_remedy()
    {
        _work.With("p.json", Profiles.Tiny.Replace("\"worst\": 0", "\"worst\": \"0\"", StringComparison.Ordinal)
            .Replace("\"from\": 50", "\"frm\": 50", StringComparison.Ordinal));
        Assert.Equal(1, _work.Run("check", "p.json"));
        Assert.Equal("""
            The profile 'p.json' has 2 errors:
            - $.dimensions[0].metrics[0].curve.linear.worst (line 3): "0" is text, not a number; remove the quotes
            - $.tiers[1].frm (line 4): unknown member "frm"; did you mean 'from'?

            """, _work.Output, ignoreLineEndingDifferences: true);
        Assert.Equal(1, _work.Run("check", "p.json", "--json"));
        JsonElement answer = JsonDocument.Parse(_work.Output).RootElement;
        Assert.False(answer.GetProperty("sound").GetBoolean());
        Assert.Equal([3, 4], answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("line").GetInt32()));
        Assert.Equal(2, _work.Run("diff", "p.json", "q.json"));
        Assert.Equal(2, _work.Run("check", "none.json"));
    }

    [Fact]
    public void A_failed_example_fails_the_check_and_a_finding_only_where_that_is_asked_for()
    {
        string guarded = Profiles.Tiny.Replace("\"tiers\"", "\"guardrails\": [ { \"name\": \"never\", \"when\": { \"metric\": \"logins\", "
            + "\"below\": 0 }, \"cap\": 100 } ], \"tiers\"",
            StringComparison.Ordinal);
        _work.With("p.json", guarded);
        Assert.NotEmpty(ProfileAudit.Of(ScoringProfile.Parse(guarded)).Findings);
        Assert.Equal(0, _work.Run("check", "p.json"));
        Assert.Contains(ProfileAudit.Of(ScoringProfile.Parse(guarded)).Findings[0].Text, _work.Output, StringComparison.Ordinal);
        Assert.Equal(1, _work.Run("check", "p.json", "--strict", "--json"));
        Assert.False(JsonDocument.Parse(_work.Output).RootElement.GetProperty("sound").GetBoolean());
        _work.With("p.json", Profiles.Tiny.Replace("\"tiers\"", "\"examples\": [ { \"name\": \"Acme\", \"values\": { \"logins\": 18 }, \"tier\": "
            + "\"low\" } ], \"tiers\"",
            StringComparison.Ordinal));
        Assert.Equal(1, _work.Run("check", "p.json"));
        Assert.Contains("Acme", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_an_exit_code_where_that_is_asked_for()
    {
        string expected = ProfileDiff.Between(Tiny, ScoringProfile.LoadFile(_work["q.json"])).Explain();
        Assert.Equal(0, _work.Run("diff", "p.json", "q.json"));
        Assert.Equal(expected, _work.Output);
        Assert.Equal(1, _work.Run("diff", "p.json", "q.json", "--exit-code", "--json"));
        Assert.Single(JsonDocument.Parse(_work.Output).RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(0, _work.Run("diff", "p.json", "p.json", "--exit-code"));
    }

    [Fact]
    public void One_customer_is_explained_as_the_library_does()
    {
        var asOf = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        HealthScore score = StoredMeasurements.ScorerFor(Tiny).Score(new Dictionary<string, Measurement> { ["logins"] = 14 }, asOf);
        Assert.Equal(0, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "-c", "Globex", "--as-of", "2026-09-01"));
        Assert.Equal(score.Explain("Globex"), _work.Output);
        Assert.Equal(0, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "-c", "Globex", "--as-of", "2026-09-01", "--json"));
        Assert.Equal(score.ToJson() + "\n", _work.Output);
        Assert.Equal(0, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "-c", "Initech", "--reach", "high"));
        Assert.Contains("high starts at 50.0", _work.Output, StringComparison.Ordinal);
        Assert.Equal(2, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "-c", "Nobody"));
        Assert.Equal("'b.csv' has no customer 'Nobody'.\n", _work.Error);
        Assert.Equal(2, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "-c", "Acme", "--reach", "hihg"));
        Assert.Equal("The profile has no tier 'hihg'; did you mean 'high'?\n", _work.Error);
    }

    // By hand: 18 and 14 of 20 are high, and of 40 low; 30 stays high; one of four has no value. Two of four move.
    [Theory]
    [InlineData("50%", 0)]
    [InlineData("0.5", 0)]
    [InlineData("49.9%", 1)]
    [InlineData("101%", 2)]
    [InlineData("many", 2)]
    public void A_gate_refuses_a_change_that_moves_too_many(string share, int expected)
    {
        Assert.Equal(expected, _work.Run("simulate", "p.json", "q.json", "b.csv", "--map", "m.json", "--max-moved", share));
        if (expected == 2)
            Assert.StartsWith($"--max-moved: '{share}' is no share; write it such as 5% or 0.05.\n", _work.Error, StringComparison.Ordinal);
        else
            Assert.Contains("2 of 4 customers change tier (50.0 %): 0 up, 2 down", _work.Output, StringComparison.Ordinal);
        Assert.Equal(expected == 1, _work.Error.StartsWith("50.0 % of the customers (2 of 4) change tier, and at most 49.9 % may.",
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_simulation_names_movers_and_is_of_one_time()
    {
        Assert.Equal(0, _work.Run("simulate", "p.json", "q.json", "b.csv", "--map", "m.json", "--movers", "1", "--json"));
        var stored = StoredSimulation.Parse(_work.Output.TrimEnd('\n'));
        Assert.Equal("Acme", Assert.Single(stored.Movers).Customer);
        _work.With("m.json", Profiles.TinyMap.Replace("\"metrics\"", "\"asOf\": \"day\", \"metrics\"", StringComparison.Ordinal))
            .With("b.csv", "id,logins,day\nAcme,18,2026-09-01\nAcme,14,2026-10-01\n");
        Assert.Equal(2, _work.Run("simulate", "p.json", "q.json", "b.csv", "--map", "m.json"));
        Assert.Equal("The book has rows of several times, such as 2026-09-01 00:00 UTC and 2026-10-01 00:00 UTC. Say with --as-of which are "
            + "simulated.\n", _work.Error);
        Assert.Equal(0, _work.Run("simulate", "p.json", "q.json", "b.csv", "--map", "m.json", "--as-of", "2026-10-01"));
    }

    [Fact]
    public void A_mapping_beside_the_book_is_used_and_named()
    {
        _work.With("b.map.json", Profiles.TinyMap);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv"));
        Assert.Equal("mapping: b.map.json\n", _work.Error);
    }

    [Fact]
    public void A_book_without_a_mapping_has_the_names_of_the_profile()
    {
        _work.With("b.csv", "customer,logins\nAcme,18\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\n", _work.Output);
    }

    [Fact]
    public void Outcomes_are_judged_as_the_library_does()
    {
        Assert.Equal(2, _work.Run("backtest", "p.json", "b.csv", "--map", "m.json"));
        Assert.StartsWith("The mapping does not say what became of customers. Add \"outcome\":", _work.Error, StringComparison.Ordinal);
        _work.With("m.json", """
            {
              "customer": "id", "metrics": { "logins": "logins" },
              "outcome": { "column": "left", "yes": "y", "no": "n", "horizon": "90 days" }
            }
            """);
        var chance = new Random(16);
        (double Logins, bool Left)[] rows = [.. Enumerable.Range(0, 400).Select(_ => chance.Next(0, 41)).Select(logins =>
            ((double)logins, chance.Next(0, 40) > logins))];
        _work.With("b.csv", "id,logins,left\n" + string.Concat(rows.Select((row, i) => $"c{i},{row.Logins},{(row.Left ? "y" : "n")}\n")));
        Assert.Equal(2, _work.Run("backtest", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("The rows do not tell when they were measured, which was before the outcome. Say it with --as-of, or add \"asOf\" to the "
            + "mapping.\n", _work.Error);

        var asOf = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, Columns.MetricColumn> { ["logins"] = rows.Select(row => row.Logins).ToArray() },
            Customers = Enumerable.Range(0, rows.Length).ToArray(),
            AsOf = Enumerable.Repeat(asOf, rows.Length).ToArray(),
            Outcomes = rows.Select(row => (byte)(row.Left ? 1 : 0)).ToArray(),
            Names = [.. rows.Select((_, i) => $"c{i}")],
        }, new(TimeSpan.FromDays(90)));
        string[] common = ["b.csv", "--map", "m.json", "--as-of", "2026-09-01"];
        Assert.Equal(0, _work.Run(["backtest", "p.json", .. common]));
        Assert.Equal(Backtest.Run(Tiny, book).Explain(), _work.Output);
        Assert.Equal(0, _work.Run(["patterns", "p.json", .. common]));
        Assert.Equal(PatternReport.Find(Tiny, book).Explain(), _work.Output);
        Assert.Equal(1, _work.Run(["propose", "p.json", .. common, "--out", "new.json"]));
        Assert.Equal(ProfileProposal.Learn(Tiny, book).Explain(), _work.Output);
        Assert.False(File.Exists(_work["new.json"]));
        Assert.Equal(0, _work.Run(["report", "p.json", .. common, "--out", "r.html", "--title", "True?"]));
        var report = new EvidenceReport(Backtest.Run(Tiny, book)) { PatternsOfLoss = PatternReport.Find(Tiny, book) };
        Assert.Equal(report.ToHtml(new() { Title = "True?" }), _work.Read("r.html"));

        // No weights, nothing to learn: said, and not thrown.
        _work.With("l.json", Profiles.Tiny.Replace("\"name\": \"tiny\",", "\"name\": \"tiny\", \"formula\": \"lowest\",", StringComparison.Ordinal));
        string[] proposing = ["propose", "l.json", .. common], reporting = ["report", "l.json", .. common, "--out", "l.html", "--propose"];
        foreach (string[] words in new[] { proposing, reporting })
        {
            Assert.Equal(2, _work.Run(words));
            Assert.Equal("The score of 'tiny' is no weighted mean, so there are no weights to learn. What still works: its tiers can be proposed "
                + "(TierProposal), and it can be compared with a profile that you change by hand.\n", _work.Error);
            Assert.False(File.Exists(_work["l.html"]));
        }

        // A profile that turns the scores round tells the outcome worse, beyond any doubt.
        _work.With("q.json", Profiles.Tiny.Replace("\"worst\": 0, \"best\": 20", "\"worst\": 40, \"best\": 0", StringComparison.Ordinal));
        Assert.Equal(1, _work.Run(["backtest", "q.json", .. common, "--before", "p.json"]));
        Assert.Equal(0, _work.Run(["backtest", "p.json", .. common, "--before", "q.json"]));
    }

    [Fact]
    public void A_segment_that_the_profile_does_not_have_is_reported_by_every_command()
    {
        string segmented = Profiles.Tiny.Replace("\"tiers\"", "\"segments\": [ { \"name\": \"large\" } ], \"tiers\"", StringComparison.Ordinal);
        _work.With("p.json", segmented).With("m.json", """
            { "customer": "id", "segment": "size", "metrics": { "logins": "logins" }, "outcome": { "column": "left", "horizon": "90 days" } }
            """);
        _work.With("b.csv", "id,size,logins,left\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $"c{i},{(i % 3 == 0 ? "Large" : "large")},{i % 20},{i % 2}\n")));
        const string Said = "20 rows with a segment that the profile does not have: Large (20)\n";
        string[] common = ["b.csv", "--map", "m.json", "--as-of", "2026-09-01"];
        string[] drift = ["drift", "p.json", "b.csv", "b.csv", "--reference-map", "m.json", "--current-map", "m.json",
            "--reference-as-of", "2026-09-01", "--current-as-of", "2026-09-01"];
        foreach (string[] words in new string[][]
        {
            ["score", "p.json", .. common], ["backtest", "p.json", .. common], ["patterns", "p.json", .. common], ["propose", "p.json", .. common],
        })
        {
            Assert.InRange(_work.Run(words), 0, 1);
            Assert.EndsWith(Said, _work.Error, StringComparison.Ordinal);
        }
        Assert.Equal(0, _work.Run(drift));
        Assert.Equal($"'b.csv': {Said}'b.csv': {Said}", _work.Error);
        foreach (string option in new[] { "--reference-as-of", "--current-as-of" })
        {
            int at = Array.IndexOf(drift, option);
            Assert.Equal(2, _work.Run([.. drift[..at], .. drift[(at + 2)..]]));
            Assert.Equal($"The rows do not tell when they were measured, which was before the outcome. Say it with {option}, or add \"asOf\" to the "
                + "mapping.\n", _work.Error);
        }
        // What one of two profiles does not have, too; one without segments asks for none.
        _work.With("q.json", segmented.Replace("large", "big", StringComparison.Ordinal)).With("r.json", Profiles.Tiny);
        Assert.Equal(0, _work.Run(["simulate", "p.json", "q.json", .. common]));
        Assert.Equal("60 rows with a segment that a profile does not have: large (40), Large (20)\n", _work.Error);
        Assert.Equal(0, _work.Run(["simulate", "p.json", "r.json", .. common]));
        Assert.Equal("20 rows with a segment that a profile does not have: Large (20)\n", _work.Error);
        Assert.Equal(0, _work.Run(["report", "p.json", .. common, "--out", "r.html"]));
        Assert.Equal(Said + "written: r.html\n", _work.Error);
    }

    [Fact]
    public void What_would_be_ignored_or_end_in_a_fault_is_refused()
    {
        _work.With("b.csv", "id,logins\nAcme,1\n@acme,18\n");
        Refused("--max-loss: say with --before what it is compared with.", "backtest", "p.json", "b.csv", "--map", "m.json", "--max-loss", "2%");
        Refused("--reach: its answer is text; leave out --json.",
            "explain", "p.json", "b.csv", "--map", "m.json", "--customer", "Acme", "--reach", "high", "--json");
        Refused("An argument is empty; a variable may not be set.\nSee: healthscore check --help", "check", "");
        Refused("An argument is empty; a variable may not be set.\nSee: healthscore score --help", "score", "p.json", "b.csv", "--out", "");
        Refused("--horizon: '99999 days' is no time of at most 36500 days; write it such as \"90 days\".\nSee: healthscore map --help",
            "map", "p.json", "b.csv", "--horizon", "99999 days");
        _work.With("far.json", """
            { "customer": "id", "metrics": { "logins": "logins" }, "outcome": { "column": "left", "horizon": "90000 days", "embargo": "40000 days" } }
            """);
        Assert.Equal(2, _work.Run("backtest", "p.json", "b.csv", "--map", "far.json", "--as-of", "2026-09-01"));
        Assert.Contains("the horizon is more than 36500 days; shorten it", _work.Error, StringComparison.Ordinal);
        Assert.Contains("the embargo is more than 36500 days; shorten it", _work.Error, StringComparison.Ordinal);

        // An id is an id, and not the name of a file with arguments.
        Assert.Equal(0, _work.Run("explain", "p.json", "b.csv", "--map", "m.json", "--customer", "@acme"));
        Assert.StartsWith("@acme: 90.0 of 100, high", _work.Output, StringComparison.Ordinal);

        void Refused(string error, params string[] words)
        {
            Assert.Equal(2, _work.Run(words));
            Assert.Equal(("", error + "\n"), (_work.Output, _work.Error));
        }
    }

    [Fact]
    public void A_file_in_memory_is_a_file()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no /dev/shm.");
        string path = $"/dev/shm/healthscore-{Guid.NewGuid():N}.csv";
        try
        {
            _work.With("b.csv", "id,logins\nAcme,18\n");
            Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--out", path));
            Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_time_of_observation_that_no_row_has_is_missing_for_outcomes_as_for_scores()
    {
        string fading = Profiles.Tiny.Replace("\"curve\"", "\"freshFor\": \"30 days\", \"staleAfter\": \"60 days\", \"curve\"",
            StringComparison.Ordinal);
        _work.With("f.json", fading).With("fm.json", """
            {
              "customer": "id", "metrics": { "logins": { "column": "logins", "observedAt": "at" } },
              "outcome": { "column": "left", "horizon": "90 days" }
            }
            """).With("b.csv", "id,logins,at,left\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"c{i},{i % 20},,{i % 2}\n")));
        Assert.Equal(0, _work.Run("score", "f.json", "b.csv", "--map", "fm.json", "--as-of", "2026-09-01"));
        Assert.Equal(60, _work.Output.Split('\n').Count(line => line.EndsWith(",,,,0", StringComparison.Ordinal)));
        Assert.Equal(0, _work.Run("backtest", "f.json", "b.csv", "--map", "fm.json", "--as-of", "2026-09-01"));
        Assert.Contains("without a score: 60\n", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_refused_before_anything_is_learned()
    {
        _work.With("m.json", """{ "customer": "id", "metrics": { "logins": "logins" } }""").With("r.html", "mine");
        Assert.Equal(2, _work.Run("report", "p.json", "b.csv", "--map", "m.json", "--out", "r.html"));
        Assert.Equal("'r.html' is there already. Name another file, or write over it with --force.\n", _work.Error);
        Assert.Equal(2, _work.Run("propose", "p.json", "b.csv", "--map", "m.json", "--out", "p.json", "--force"));
        Assert.Equal("'p.json' is what the command reads. Name another file to write.\n", _work.Error);
        Assert.Equal(2, _work.Run("score", "p.json", "/", "--map", "m.json"));
        Assert.Equal("'/' is a folder. Name a file in it.\n", _work.Error);
    }

    [Fact]
    public void Drift_between_books_that_cannot_be_compared_is_said()
    {
        _work.With("p.json", Profiles.Tiny).With("m.json", Profiles.TinyMap);
        _work.With("a.csv", "id,logins\nAcme,1\n").With("b.csv", "id,logins\nAcme,1\nAcme,2\n");
        Assert.Equal(2, _work.Run("drift", "p.json", "a.csv", "b.csv", "--reference-map", "m.json", "--current-map", "m.json"));
        Assert.StartsWith("'b.csv', rows counted from 0 without the headings: ", _work.Error, StringComparison.Ordinal);
        Assert.Equal(2, _work.Run("drift", "p.json", "b.csv", "a.csv", "--reference-map", "m.json", "--current-map", "m.json"));
        Assert.StartsWith("'b.csv', rows counted from 0 without the headings: ", _work.Error, StringComparison.Ordinal);

        foreach (string days in new[] { "30", "60" })
        {
            _work.With($"m{days}.json", $$"""
                { "customer": "id", "metrics": { "logins": "logins" }, "outcome": { "column": "left", "horizon": "{{days}} days" } }
                """);
        }
        _work.With("a.csv", "id,logins,left\nAcme,1,0\n");
        Assert.Equal(2, _work.Run("drift", "p.json", "a.csv", "a.csv", "--reference-map", "m30.json", "--current-map", "m60.json",
            "--reference-as-of", "2026-01-01", "--current-as-of", "2026-06-01"));
        Assert.Equal("The outcomes of the two mappings are not the same. Give both the same \"is\", \"horizon\" and \"embargo\".\n", _work.Error);
    }

    [Fact]
    public void Drift_between_two_books_is_an_exit_code_where_that_is_asked_for()
    {
        static string Book(int shift) => "id,logins\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"c{i},{i % 20 + shift}\n"));
        _work.With("a.csv", Book(0)).With("b.csv", Book(12));
        string[] maps = ["--reference-map", "m.json", "--current-map", "m.json"];
        Assert.Equal(1, _work.Run(["drift", "p.json", "a.csv", "b.csv", .. maps, "--fail-on-drift"]));
        Assert.Contains("logins", _work.Output, StringComparison.Ordinal);
        Assert.Equal(0, _work.Run(["drift", "p.json", "a.csv", "b.csv", .. maps]));
        Assert.Equal(0, _work.Run(["drift", "p.json", "a.csv", "a.csv", .. maps, "--fail-on-drift"]));
    }

    [Fact]
    public void Unreadable_cells_of_a_long_file_are_one_line_for_each_column()
    {
        _work.With("b.csv", "id,logins\n" + string.Concat(Enumerable.Range(2, 10_000).Select(row => $"c{row},{(row % 4000 == 2 ? "n/a" : "5")}\n")));

        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));

        Assert.StartsWith("'b.csv': 3 rows of 10,000 have cells that cannot be read.\n- column \"logins\", 3 cells: \"n/a\" in row 2 ", _work.Error,
            StringComparison.Ordinal);
        Assert.Single(_work.Error.Split("- column", StringSplitOptions.None)[1..]);
    }

    [Fact]
    public void A_query_needs_no_age_of_an_absent_metric_and_a_view_no_time_where_ages_are_columns()
    {
        _work.With("p.json", Profiles.Small).With("m.json", """
            { "customer": "id", "metrics": { "logins": "logins" }, "labels": { "plan": "plan" }, "absent": [ "nps", "days-overdue" ] }
            """).With("n.json", """
            {
              "customer": "id", "metrics": { "logins": "logins", "nps": { "column": "nps", "ageInDays": "nps_age" } },
              "labels": { "plan": "plan" }, "absent": [ "days-overdue" ]
            }
            """);
        foreach (SqlDialect dialect in SqlDialect.All)
            Assert.Equal(0, _work.Run("sql", "p.json", "--dialect", dialect.Name, "--table", "t", "--map", "m.json"));
        Assert.Equal(0, _work.Run("sql", "p.json", "--dialect", "PostgreSQL", "--table", "t", "--map", "n.json", "--view", "health"));
        Assert.Contains("CREATE VIEW", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_is_written_as_the_library_writes_its_query()
    {
        foreach (SqlDialect dialect in SqlDialect.All)
        {
            string expected = SqlScoring.Create(Tiny, dialect, source =>
                source.Table("crm", "accounts").Key("id").Metric("logins", "logins")).Select().Text;
            Assert.Equal(0, _work.Run("sql", "p.json", "--dialect", dialect.Name, "--table", "crm.accounts", "--map", "m.json"));
            Assert.Equal(expected.TrimEnd('\n') + "\n", _work.Output);
        }
        Assert.Equal(0, _work.Run("sql", "p.json", "--dialect", "postgresql", "--table", "accounts", "--key", "id", "--view", "health"));
        Assert.StartsWith("CREATE", _work.Output, StringComparison.Ordinal);
        Assert.Equal(2, _work.Run("sql", "p.json", "--dialect", "oracle", "--table", "accounts"));
    }
}
