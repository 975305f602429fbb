using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlStarterTests(EngineFixture<PostgreSqlEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<PostgreSqlEngine>>
{
    public static new bool IsInstalled => PostgresServer.FindPrograms() is not null;

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void One_customer_of_a_view_is_found_by_the_index_of_the_events()
    {
        Engine.Execute("DROP TABLE IF EXISTS accounts, uses, answers");
        Engine.Execute("""
            CREATE TABLE accounts AS SELECT i AS id, TIMESTAMPTZ '2026-01-01Z' AS since FROM generate_series(1, 2000) AS i;
            CREATE TABLE uses AS SELECT 1 + i % 2000 AS account, TIMESTAMPTZ '2026-11-01Z' - i % 90 * INTERVAL '1 day' AS at,
                i % 7 AS who, i % 5 AS what FROM generate_series(1, 40000) AS i;
            CREATE TABLE answers AS SELECT account, at, what AS rating FROM uses;
            ALTER TABLE accounts ADD PRIMARY KEY (id); CREATE INDEX ON uses (account, at); CREATE INDEX ON answers (account); ANALYZE;
            """);
        SqlActivityLog log = SqlStarters.Activity("uses", "account", "at", "who", "what", "since");
        Engine.Execute(SqlScoring.Create(StarterTrial.Profile, Engine.Dialect, source => source.Table("accounts").Key("id")
            .Metric("frequency", log.Frequency()).Metric("recency", log.Recency()).Metric("trend", log.Trend())
            .Metric("top users lost", log.TopUsersLost()).Metric("nps", SqlStarters.Survey("answers", "account", "at", "rating").Nps())
            .Metric("ces", SqlStarters.Survey("answers", "account", "at", "rating").Ces())
            .AsOf(SqlExpression.Raw("TIMESTAMPTZ '2026-11-01Z'"))).CreateView(["usage_scores"]));

        string plan = string.Join("\n", Engine.Query("EXPLAIN SELECT * FROM usage_scores WHERE id = 7").Select(row => (string)row[0]!));

        Assert.Contains("uses_account_at_idx", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Engine.Execute("DROP VIEW usage_scores; DROP TABLE answers, uses, accounts");
    }

    protected override string TimeType => "timestamptz";

    protected override string TextThatIgnoresCase
    {
        get
        {
            Engine.Execute("CREATE COLLATION IF NOT EXISTS ignores_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            return "text COLLATE ignores_case";
        }
    }
}
