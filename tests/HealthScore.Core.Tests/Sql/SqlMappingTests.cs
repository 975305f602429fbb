using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class SqlMappingTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", p => p
        .Dimension("adoption", 1, d => d
            .Metric("logins", Curve.Linear(0, 20))
            .Metric("nps", Curve.Linear(-100, 100), m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
        .Signal("seats")
        .Tier("low", 0).Tier("high", 50));

    [Fact]
    public void All_errors_come_at_once()
    {
        Assert.Equal("""
            The mapping of the profile 'usage' to PostgreSQL has 8 errors:
            - source: there is none; name it with Table or Query
            - key: there is none; name the column that identifies the customer with Key
            - metric 'seats': it has no column, and SQL cannot run code of yours; say where its values are with Metric("seats", …)
            - metric 'sets': the profile has none of that name; use one of: logins, nps, seats
            - metric 'logins': it is mapped twice; call Metric or Label once for each
            - metric 'nps': it fades, and nothing says how old its values are; give observedAt or ageInDays
            - metric 'sets': the column's name is empty; give one
            - segment: the expression is empty or holds the character NUL; write SQL
            """.ReplaceLineEndings("\n"),
            Message(SqlDialect.PostgreSql, s => s.Metric("logins", "a").Metric("logins", "b").Metric("nps", "c").Metric("sets", "")
                .SegmentBy(SqlExpression.Raw(" "))));
    }

    [Fact]
    public void A_text_that_no_database_takes_is_refused()
    {
        var profile = ScoringProfile.Create("plans", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Label("plan").Tier("any", 0)
            .Cap("capped", 40, Condition.Any(Condition.Below("m", 0), Condition.LabelIs("plan", "a", "b\0c")))
            .Segment("own", s => s.When(Condition.LabelIsNot("plan", "\0")))
            .Action("ask", a => a.When(Condition.LabelIs("plan", "\0"))));

        Assert.Equal(
        [
            "guardrail 'capped': it asks for a text with the character NUL; leave that text out",
            "action 'ask': it asks for a text with the character NUL; leave that text out",
            "segment 'own': it asks for a text with the character NUL; leave that text out",
        ], Assert.Throws<SqlMappingException>(() => SqlScoring.Create(profile, SqlDialect.DuckDb,
            s => s.Table("t").Key("id").Metric("m", "m").Label("plan", "plan"))).Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("", "key '': the column's name is empty; give one")]
    [InlineData("a\0b", "key 'a\\u0000b': the column's name holds the character NUL; remove it")]
    [InlineData("Score", "key 'Score': a result has that name; give the key another with Key(\"Score\", name: …)")]
    public void A_name_that_no_database_takes_is_refused(string name, string error)
    {
        foreach (SqlDialect dialect in SqlDialect.All)
            Assert.Equal([error], Errors(dialect, s => Mapped(s).Key(name)));
    }

    [Fact]
    public void Half_of_a_character_is_refused()
    {
        foreach (SqlDialect dialect in SqlDialect.All)
        {
            Assert.Equal(["key '\\uD83D': the column's name holds half of a character (one of a surrogate pair); write the character itself"],
                Errors(dialect, s => Mapped(s).Key("\uD83D")));
        }
    }

    [Fact]
    public void A_name_that_differs_in_case_only_is_there_twice()
    {
        foreach (SqlDialect dialect in SqlDialect.All)
        {
            Assert.Equal(["key 'id': it is there twice, or only its case differs; give each a name of its own with Key(…, name: …)"],
                Errors(dialect, s => Mapped(s).Key("id").Key("ID")));
        }
    }

    [Fact]
    public void A_name_that_every_table_has_is_refused()
    {
        Assert.Equal(["key 'ctid': PostgreSQL has a column of its own of that name; give the key another with Key(\"ctid\", name: …)"],
            Errors(SqlDialect.PostgreSql, s => Mapped(s).Key("ctid")));
        Assert.Empty(Errors(SqlDialect.PostgreSql, s => Mapped(s).Key("ctid", name: "row_address")));
        Assert.Empty(Errors(SqlDialect.MySql, s => Mapped(s).Key("ctid")));
    }

    [Fact]
    public void A_name_that_a_database_would_cut_is_refused()
    {
        // 32 letters of two bytes each: PostgreSQL counts bytes, SQL Server and MySQL characters.
        string name = new('ö', 32);
        Assert.Equal([$"key '{name}': the column's name has a length of 64, and PostgreSQL takes at most 63; use a shorter name"],
            Errors(SqlDialect.PostgreSql, s => Mapped(s).Key(name)));
        Assert.Empty(Errors(SqlDialect.MySql, s => Mapped(s).Key(name)));
        string table = new('a', 65);
        Assert.Equal([$"table '{table}': the name has a length of 65, and MySQL takes at most 64; use a shorter name"],
            Errors(SqlDialect.MySql, s => Metrics(s).Key("id").Table("db", table)));
    }

    [Fact]
    public void A_number_that_a_database_does_not_have_is_refused()
    {
        var profile = ScoringProfile.Create("tiny", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(0, 0), new(1, double.Epsilon))))
            .Tier("low", 0));
        void Map(SqlSourceBuilder source) => source.Table("t").Key("id").Metric("m", "m");

        var exception = Assert.Throws<SqlMappingException>(() => SqlScoring.Create(profile, SqlDialect.SqlServer, Map));

        InputError error = Assert.Single(exception.Errors);
        Assert.Equal("metric 'm'", error.Path);
        Assert.Equal("its curve has the number 5E-324, and SQL Server has none so near to 0", error.Problem);
        Assert.Equal("use 0", error.Remedy);
        SqlScoring.Create(profile, SqlDialect.PostgreSql, Map);
    }

    [Fact]
    public void So_is_one_that_a_metric_does_not_accept_or_an_action_asks_for()
    {
        var profile = ScoringProfile.Create("tiny", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1), m => m.MissingValues(-double.Epsilon)))
            .Tier("low", 0).Action("ask", a => a.When(Condition.Above("m", double.Epsilon))));

        var exception = Assert.Throws<SqlMappingException>(() => SqlScoring.Create(profile, SqlDialect.SqlServer,
            source => source.Table("t").Key("id").Metric("m", "m")));

        Assert.Equal(
        [
            "action 'ask': its condition has the number 5E-324, and SQL Server has none so near to 0; use 0",
            "metric 'm': what it accepts has the number -5E-324, and SQL Server has none so near to 0; use 0",
        ], exception.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void A_time_finer_than_the_database_has_is_refused()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(["time of the score: 2026-03-01T12:00:00.0000001+00:00 is finer than DuckDB can say; use whole microseconds"],
            Errors(SqlDialect.DuckDb, s => Mapped(s).Key("id").AsOf(time.AddTicks(1))));
        Assert.Equal(["time of the score: 2026-03-01T12:00:00.0000010+00:00 is finer than Trino can say; use whole milliseconds"],
            Errors(SqlDialect.Trino, s => Mapped(s).Key("id").AsOf(time.AddTicks(10))));
    }

    [Fact]
    public void Starters_and_numbers_in_texts_are_refused_where_no_database_was_asked()
    {
        SqlActivityLog log = SqlStarters.Activity("uses", "account", "at", "who", "what", "since");
        foreach (SqlDialect dialect in SqlDialect.All)
        {
            bool asked = dialect == SqlDialect.PostgreSql || dialect == SqlDialect.DuckDb || dialect == SqlDialect.Sqlite
                || dialect == SqlDialect.MySql;
            Assert.Equal(asked ? [] :
            [
                $"metric 'logins': starters are not written for {dialect}, only for PostgreSQL, DuckDB, SQLite and MySQL; "
                    + "give a column or SQL of your own",
                $"metric 'seats': NumberOrMissing is not written for {dialect}, only for PostgreSQL, DuckDB, SQLite and MySQL; "
                    + "convert the text with SqlExpression.Raw",
            ],
            Errors(dialect, s => s.Table("t").Key("id").Metric("logins", log.ActiveUsers()).Metric("nps", "nps", observedAt: "asked")
                .Metric("seats", SqlExpression.NumberOrMissing("seats"))));
        }
    }

    [Fact]
    public void Every_name_of_a_starter_is_checked()
    {
        SqlActivityLog log = SqlStarters.Activity("", "a\0", "", "who", "what", SqlExpression.Raw(" "), new() { Id = "", Key = "" });
        SqlSurvey survey = SqlStarters.Survey(SqlTable.Query(""), "account", "at", "rating", "");
        SqlExpression load = SqlStarters.SupportLoad("tickets", "account", "at", seats: "");

        Assert.Equal(
        [
            "table of metric 'logins' '': the name is empty; give one",
            "metric 'logins': the name of the column with the customer holds the character NUL; remove it",
            "metric 'logins': the name of the column with the time is empty; give one",
            "metric 'logins': the name of the column with the id is empty; give one",
            "metric 'logins': the key's name is empty; give one",
            "first day of metric 'logins': the expression is empty or holds the character NUL; write SQL",
            "table of metric 'nps': it is empty; write a SELECT",
            "metric 'nps': the name of the column with the respondent is empty; give one",
            "table of age of metric 'nps': it is empty; write a SELECT",
            "age of metric 'nps': the name of the column with the respondent is empty; give one",
            "size of metric 'seats': the column's name is empty; give one",
        ],
        Errors(SqlDialect.PostgreSql, s => s.Table("t").Key("id").Metric("logins", log.Depth()).Metric("nps", survey.Nps()).Metric("seats", load)));
    }

    [Fact]
    public void Starters_need_one_time_for_all_customers()
    {
        SqlExpression users = SqlStarters.Activity("uses", "account", "at", "who", "what", "since").ActiveUsers();
        SqlSourceBuilder Map(SqlSourceBuilder s) => s.Table("t").Key("id").Metric("logins", users).Metric("nps", "nps", ageInDays: "age")
            .Metric("seats", "seats");

        Assert.Equal(["time of the score: it is a column of the customers, and the starters count as of one time for all; give AsOf one time"],
            Errors(SqlDialect.PostgreSql, s => Map(s).AsOf(SqlExpression.Column("seen"))));
        Assert.Equal("$1", SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Map(s)).Select().Parameter);
        Assert.Throws<SqlMappingException>(() => SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Map(s)).CreateView(["v"]));
    }

    [Fact]
    public void A_starter_that_cannot_be_is_refused_at_once()
    {
        SqlActivityLog log = SqlStarters.Activity("uses", "account", "at", "who", "what", "since");
        SqlSurvey survey = SqlStarters.Survey("answers", "account", "at", "rating");
        Assert.All(new Action[]
        {
            () => log.Frequency(0), () => log.Breadth(["a"], 0), () => log.Depth(36_501), () => log.ActiveUsers(-1), () => log.Stickiness(0),
            () => log.Trend(0), () => log.TopUsersLost(0), () => log.TopUsersLost(days: 0), () => survey.Nps(0), () => survey.Nps(minimumAnswers: 0),
            () => survey.Csat(top: 1), () => survey.Csat(top: 6), () => survey.Ces(lowest: 7), () => survey.Skipped(0, 10, 0),
            () => survey.Skipped(10, 0),
            () => SqlStarters.FailedPayments("p", "c", "at", 0), () => SqlStarters.SupportLoad("t", "c", "at", "seats", 0),
        }, act => Assert.Throws<ArgumentOutOfRangeException>(act));
        Assert.Throws<ArgumentException>(() => log.Breadth([]));
        Assert.Throws<ArgumentException>(() => log.Breadth(["a", "a"]));
        Assert.Throws<ArgumentException>(() => log.Breadth([null!]));
    }

    [Fact]
    public void A_view_needs_a_time()
    {
        SqlScoring scoring = SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Mapped(s).Key("id"));

        var exception = Assert.Throws<SqlMappingException>(() => scoring.CreateView(["a", ""]));

        Assert.Equal(
        [
            "view '': the name is empty; give one",
            "time of the score: the scores depend on it, and a view has no parameter $1 for it; "
                + "say it with AsOf, as in AsOf(SqlExpression.Raw(\"CURRENT_TIMESTAMP\"))",
        ], Texts(exception));
        SqlScoring timed = SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Mapped(s).Key("id").AsOf(SqlExpression.Raw("now()")));
        Assert.StartsWith("CREATE VIEW \"a\".\"b\" AS\n-- Profile 'usage', fingerprint ", timed.CreateView(["a", "b"]), StringComparison.Ordinal);
    }

    [Fact]
    public void More_columns_than_a_database_allows_are_refused()
    {
        var profile = ScoringProfile.Create("wide", p =>
        {
            for (int i = 0; i < 2; i++)
            {
                int from = i * 260;
                p.Dimension($"d {i}", 1, d =>
                {
                    for (int j = from; j < from + 260; j++)
                        d.Metric($"m {j}", Curve.Linear(0, 1));
                });
            }
            p.Tier("low", 0);
        });
        SqlScoring scoring = SqlScoring.Create(profile, SqlDialect.SqlServer, s =>
        {
            s.Table("t").Key("id");
            for (int j = 0; j < 520; j++)
                s.Metric($"m {j}", $"m {j}");
        });

        Assert.Equal(["query: it needs 1047 columns, and SQL Server takes at most 1024; ask for fewer details, or use fewer metrics"],
            Texts(Assert.Throws<SqlMappingException>(() => scoring.Select(SqlDetails.Contributions))));
    }

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        string Text() => string.Concat(SqlDialect.All.Select(dialect => SqlScoring.Create(Profile, dialect, s => Mapped(s).Key("id")
            .AsOf(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)))).Select(SqlDetails.Contributions).Text));
        string expected = Text();
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["de-DE", "tr-TR", "fa-IR", "ar-SA"])
            {
                System.Globalization.CultureInfo.CurrentCulture = new(culture);
                Assert.Equal(expected, Text());
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_time_is_one_parameter_or_none()
    {
        foreach (SqlDialect dialect in SqlDialect.All)
        {
            SqlQuery query = SqlScoring.Create(Profile, dialect, s => Mapped(s).Key("id")).Select();
            Assert.DoesNotContain("CAST", query.Parameter!, StringComparison.Ordinal);
            Assert.Contains(query.Parameter!, query.Text, StringComparison.Ordinal);
            if (query.Parameter!.Contains('?'))
                Assert.Equal(2, query.Text.Split('?').Length);
            Assert.Null(SqlScoring.Create(Profile, dialect, s => Mapped(s).Key("id").AsOf(DateTimeOffset.UnixEpoch)).Select().Parameter);
        }
    }

    private static SqlSourceBuilder Metrics(SqlSourceBuilder source) =>
        source.Metric("logins", "logins").Metric("nps", "nps", observedAt: "nps_at").Metric("seats", "seats");

    private static SqlSourceBuilder Mapped(SqlSourceBuilder source) => Metrics(source).Table("accounts");

    private static string[] Errors(SqlDialect dialect, Action<SqlSourceBuilder> source)
    {
        try
        {
            SqlScoring.Create(Profile, dialect, source);
            return [];
        }
        catch (SqlMappingException exception)
        {
            return Texts(exception);
        }
    }

    private static string[] Texts(SqlMappingException exception) => [.. exception.Errors.Select(error => error.ToString())];

    private static string Message(SqlDialect dialect, Action<SqlSourceBuilder> source) =>
        Assert.Throws<SqlMappingException>(() => SqlScoring.Create(Profile, dialect, source)).Message;
}
