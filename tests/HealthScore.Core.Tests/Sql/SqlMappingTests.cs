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
            The profile 'usage' cannot be written as PostgreSQL SQL; it has 8 errors:
              there is no source; name it with Table or Query
              there is no key; name the column that identifies the customer with Key
              the metric 'seats' has no column; SQL cannot run code of yours, so say where its values are with Metric("seats", …)
              the profile has no metric 'sets'; it has logins, nps, seats
              the metric 'logins' is mapped twice; call Metric once for each
              the metric 'nps' fades, and nothing says how old its values are; give observedAt or ageInDays
              the column of the metric 'sets' is empty; give a name
              the expression of the segment is empty or holds the character NUL; write SQL
            """.ReplaceLineEndings("\n"),
            Message(SqlDialect.PostgreSql, s => s.Metric("logins", "a").Metric("logins", "b").Metric("nps", "c").Metric("sets", "").SegmentBy(SqlExpression.Raw(" "))));
    }

    [Theory]
    [InlineData("", "the key column '' is empty; give a name")]
    [InlineData("a\0b", "the key column 'a\\0b' holds the character NUL; remove it")]
    [InlineData("Score", "the key 'Score' has the name of a result; give it another with Key(\"Score\", name: …)")]
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
            Assert.Equal(["the key column '\uD83D' holds half of a character (one of a surrogate pair); write the character itself"],
                Errors(dialect, s => Mapped(s).Key("\uD83D")));
        }
    }

    [Fact]
    public void A_name_that_a_database_would_cut_is_refused()
    {
        // 32 letters of two bytes each: PostgreSQL counts bytes, SQL Server and MySQL characters.
        string name = new('ö', 32);
        Assert.Equal([$"the key column '{name}' has a length of 64, and PostgreSQL takes at most 63; use a shorter name"],
            Errors(SqlDialect.PostgreSql, s => Mapped(s).Key(name)));
        Assert.Empty(Errors(SqlDialect.MySql, s => Mapped(s).Key(name)));
        Assert.Equal(["the table's name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' has a length of 65, and MySQL takes at most 64; use a shorter name"],
            Errors(SqlDialect.MySql, s => Metrics(s).Key("id").Table("db", new('a', 65))));
    }

    [Fact]
    public void A_number_that_a_database_does_not_have_is_refused()
    {
        var profile = ScoringProfile.Create("tiny", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.FromKnots(new(0, 0), new(1, double.Epsilon))))
            .Tier("low", 0));
        void Map(SqlSourceBuilder source) => source.Table("t").Key("id").Metric("m", "m");

        var exception = Assert.Throws<SqlMappingException>(() => SqlScoring.Create(profile, SqlDialect.SqlServer, Map));

        Assert.Equal(["the curve of 'm' has the number 5E-324, and SQL Server has none so near to 0; use 0"], exception.Errors);
        SqlScoring.Create(profile, SqlDialect.PostgreSql, Map);
    }

    [Fact]
    public void A_time_finer_than_the_database_has_is_refused()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(["the time of the score, 2026-03-01T12:00:00.0000001+00:00, is finer than DuckDB can say; use whole microseconds"],
            Errors(SqlDialect.DuckDb, s => Mapped(s).Key("id").AsOf(time.AddTicks(1))));
        Assert.Equal(["the time of the score, 2026-03-01T12:00:00.0000010+00:00, is finer than Trino can say; use whole milliseconds"],
            Errors(SqlDialect.Trino, s => Mapped(s).Key("id").AsOf(time.AddTicks(10))));
    }

    [Fact]
    public void A_view_needs_a_time()
    {
        SqlScoring scoring = SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Mapped(s).Key("id"));

        var exception = Assert.Throws<SqlMappingException>(() => scoring.CreateView(["a", ""]));

        Assert.Equal(
        [
            "the view's name '' is empty; give a name",
            "the profile lets metrics fade, and a view has no parameter $1 for the time; "
                + "say it with AsOf, as in AsOf(SqlExpression.Raw(\"CURRENT_TIMESTAMP\"))",
        ], exception.Errors);
        Assert.StartsWith("CREATE VIEW \"a\".\"b\" AS\n-- Profile 'usage', fingerprint ",
            SqlScoring.Create(Profile, SqlDialect.PostgreSql, s => Mapped(s).Key("id").AsOf(SqlExpression.Raw("now()"))).CreateView(["a", "b"]), StringComparison.Ordinal);
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

        Assert.Equal(["the query needs 1047 columns, and SQL Server takes at most 1024; ask for fewer details, or use fewer metrics"],
            Assert.Throws<SqlMappingException>(() => scoring.Select(SqlDetails.Contributions)).Errors);
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

    private static IReadOnlyList<string> Errors(SqlDialect dialect, Action<SqlSourceBuilder> source)
    {
        try
        {
            SqlScoring.Create(Profile, dialect, source);
            return [];
        }
        catch (SqlMappingException exception)
        {
            return exception.Errors;
        }
    }

    private static string Message(SqlDialect dialect, Action<SqlSourceBuilder> source) =>
        Assert.Throws<SqlMappingException>(() => SqlScoring.Create(Profile, dialect, source)).Message;
}
