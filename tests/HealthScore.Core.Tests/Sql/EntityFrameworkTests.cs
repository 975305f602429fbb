using System.ComponentModel.DataAnnotations.Schema;
using System.Diagnostics.CodeAnalysis;
using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>Entity Framework Core runs the queries, which hold what it would take for its own: braces, and what looks like a parameter.</summary>
public sealed class EntityFrameworkTests
{
    private static readonly DateTimeOffset November = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("{0} $1 @as_of", profile => profile
        .Dimension("{1}", 1, dimension => dimension
            .Metric("nps {0}", Curve.Linear(-100, 100), nps => nps.FreshFor(TimeSpan.FromDays(30), staleAfter: TimeSpan.FromDays(90)))
            .Metric("as_of", Curve.Linear(0, 10)))
        .Cap("{{x}} $1 @as_of as_of_ {", 60, Condition.AtLeast("as_of", 9))
        .Tier("low }", 0).Tier("high {0}", 50));

    public static bool IsInstalled => PostgresServer.FindPrograms() is not null;

    [Fact]
    public void It_reads_the_scores_from_sqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Check(SqlDialect.Sqlite, "TEXT", new DbContextOptionsBuilder().UseSqlite(connection).Options);
    }

    [Fact(Skip = "The database is not installed; .ci/run installs it.", SkipUnless = nameof(IsInstalled))]
    public void It_reads_the_scores_from_postgresql()
    {
        using PostgresServer server = PostgresServer.Start();
        Check(SqlDialect.PostgreSql, "timestamptz", new DbContextOptionsBuilder().UseNpgsql(server.ConnectionString).Options);
    }

    [Fact]
    public void Only_braces_and_the_parameter_differ()
    {
        SqlQuery query = Map(SqlDialect.PostgreSql, source => source).Select(SqlDetails.Guardrails);
        SqlQuery timed = Map(SqlDialect.PostgreSql, source => source.AsOf(November)).Select(SqlDetails.Guardrails);
        SqlQuery totals = Map(SqlDialect.PostgreSql, source => source).Totals(["scores {0}"]);

        Assert.Equal(query.Text, string.Format(null, query.ForEntityFramework(), "$1"));
        Assert.Contains("CAST({0} AS timestamptz)", query.ForEntityFramework(), StringComparison.Ordinal);
        Assert.Equal(timed.Text, string.Format(null, timed.ForEntityFramework()));
        Assert.Equal(totals.Text, string.Format(null, totals.ForEntityFramework()));
    }

    private static SqlScoring Map(SqlDialect dialect, Func<SqlSourceBuilder, SqlSourceBuilder> more) =>
        SqlScoring.Create(Profile, dialect, source => more(source.Table("accounts {0}").Key("id")
            .Metric("nps {0}", "nps", observedAt: "asked").Metric("as_of", "as_of")));

    [SuppressMessage("Security", "EF1002", Justification = "The texts are the test's own.")]
    private static void Check(SqlDialect dialect, string time, DbContextOptions options)
    {
        using var context = new DbContext(options);
        string table = dialect.Quote("accounts {{0}}");
        context.Database.ExecuteSqlRaw($"CREATE TABLE {table} (id BIGINT, nps INTEGER, asked {time}, as_of INTEGER)");
        context.Database.ExecuteSqlRaw($"""
            INSERT INTO {table} VALUES (1, 50, '2026-10-31 00:00:00Z', 3), (2, 30, '2026-09-01 12:30:00Z', 9),
                (3, 100, '2026-10-31 00:00:00Z', 10), (4, NULL, NULL, NULL)
            """);
        (double? Nps, string Asked, double? Uses)[] accounts =
            [(50, "2026-10-31T00:00Z", 3), (30, "2026-09-01T12:30Z", 9), (100, "2026-10-31T00:00Z", 10), (null, "2026-10-31T00:00Z", null)];
        var scorer = new HealthScorer<int>(Profile,
        [
            HealthMetric.From<int>("nps {0}", (i, _) => new Measurement(accounts[i].Nps, DateTimeOffset.Parse(accounts[i].Asked, null))),
            HealthMetric.From<int>("as_of", (i, _) => accounts[i].Uses),
        ]);
        var expected = Enumerable.Range(0, 4).Select(i => scorer.Score(i, November))
            .Select((score, i) => (i + 1L, score.Value, score.Tier, score.Guardrails.Count)).ToList();

        List<Scored> all = [.. context.Database.SqlQueryRaw<Scored>(
            Map(dialect, source => source).Select(SqlDetails.Guardrails).ForEntityFramework(), November)];
        List<Scored> some = [.. context.Database.SqlQueryRaw<Scored>(
                Map(dialect, source => source.AsOf(November)).Select(SqlDetails.Guardrails).ForEntityFramework())
            .Where(scored => scored.Score < 60).OrderBy(scored => scored.Id)];

        Assert.Equal(expected, all.OrderBy(scored => scored.Id).Select(Seen));
        Assert.Equal(expected.Where(score => score.Value < 60), some.Select(Seen));
        Assert.Single(some);
        Assert.Contains(expected, score => score.Tier == "high {0}");
    }

    private static (long, double?, string?, int) Seen(Scored scored) =>
        (scored.Id, scored.Score, scored.Tier, System.Text.Json.JsonSerializer.Deserialize<string[]>(scored.Guardrails)!.Length);

    [SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes them.")]
    private sealed class Scored
    {
        [Column("id")]
        public long Id { get; set; }

        [Column("score")]
        public double? Score { get; set; }

        [Column("tier")]
        public string? Tier { get; set; }

        [Column("guardrails")]
        public required string Guardrails { get; set; }
    }
}
