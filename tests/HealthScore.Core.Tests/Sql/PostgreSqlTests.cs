using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlTests(EngineFixture<PostgreSqlEngine> database)
    : EngineLaws(database.Engine), IClassFixture<EngineFixture<PostgreSqlEngine>>
{
    public static new bool IsInstalled => PostgresServer.FindPrograms() is not null;

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void The_planner_neither_repeats_a_curve_nor_reads_more_than_a_key_asks_for()
    {
        // Two numbers of the curve that occur nowhere else.
        var profile = ScoringProfile.Create("plan", p => p
            .Dimension("d", 2, d => d
                .Metric("m", Curve.FromKnots(new(0, 0), new(7.125, 41.5), new(9, 100)))
                .Metric("n", Curve.Linear(0, 10), m => m.WhenMissing(MissingPolicy.Points(3))))
            .Dimension("e", 1, d => d.Metric("o", Curve.Linear(0, 10)))
            .Cap("c", 50, Condition.AtLeast("o", 9))
            .Tier("low", 0).Tier("high", 50)
            .Segment("s", s => s.When(Condition.AtLeast("n", 5)).Weight("e", 3)));
        Engine.Load(new("planned", [("id", ColumnKind.Id), ("x", ColumnKind.Number)],
            [.. Enumerable.Range(0, 5000).Select(i => (object?[])[(long)i, i % 13.0])]));
        Engine.Execute("ALTER TABLE planned ADD PRIMARY KEY (id); ANALYZE planned");
        Engine.Execute(SqlScoring.Create(profile, Engine.Dialect,
            s => s.Table("planned").Key("id").Metric("m", "x").Metric("n", "x").Metric("o", "x"))
            .CreateView(["planned_scores"], SqlDetails.Contributions | SqlDetails.Actions));
        string Plan(string sql) => string.Join("\n", Engine.Query("EXPLAIN (VERBOSE, COSTS OFF) " + sql).Select(row => (string)row[0]!));

        string all = Plan("SELECT * FROM planned_scores");
        string some = Plan("SELECT * FROM planned_scores WHERE score < 40 AND tier = 'low'");
        string one = Plan("SELECT * FROM planned_scores WHERE id = 7");

        Assert.All((string[])[all, some, one], plan => Assert.Equal(2, plan.Split("'41.5'").Length));
        Assert.Contains("Index Scan using planned_pkey", one, StringComparison.Ordinal);
        Assert.DoesNotContain("Index", some, StringComparison.Ordinal);
        Engine.Execute("DROP VIEW planned_scores");
    }
}
