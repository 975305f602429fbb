using HealthScoring.Columns;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class ClickHouseTests(EngineFixture<ClickHouseEngine> database)
    : EngineLaws(database.Engine), IClassFixture<EngineFixture<ClickHouseEngine>>
{
    public static new bool IsInstalled => LoopbackServer.Find("clickhouse-server") is not null;

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_distributed_table_is_scored_by_its_shards_or_not_at_all()
    {
        var profile = ScoringProfile.Create("shards", p => p
            .Dimension("d", 2, d => d.Metric("m", Curve.Linear(0, 12)).Metric("n", Curve.SCurve(7, 0)))
            .Cap("c", 60, Condition.AtLeast("n", 6))
            .Tier("low", 0).Tier("high", 50)
            .Segment("odd", s => s.When(Condition.AtLeast("m", 9)).Weight("n", 3)));
        string[] columns = ["id Int64", "x Nullable(Float64)", "y Nullable(Float64)"];
        for (int shard = 0; shard < 2; shard++)
        {
            Engine.Execute($"CREATE DATABASE shard_{shard}");
            Engine.Execute($"CREATE TABLE shard_{shard}.spread ({string.Join(", ", columns)}) ENGINE = Memory");
            Engine.Execute($"INSERT INTO shard_{shard}.spread SELECT toInt64(number), number % 13, if(number % 5 = 0, NULL, number % 8) "
                + $"FROM system.numbers WHERE number % 2 = {shard} LIMIT 500");
        }
        foreach (string cluster in (string[])[ClickHouseEngine.Cluster, ClickHouseEngine.ClusterWithoutOne])
            Engine.Execute($"CREATE TABLE {cluster} ({string.Join(", ", columns)}) ENGINE = Distributed({cluster}, '', spread)");
        SqlScoring Over(string table) => SqlScoring.Create(profile, Engine.Dialect,
            s => s.Table(table).Key("id").Metric("m", "x").Metric("n", "y").Weight("id"));
        SqlScoring scoring = Over(ClickHouseEngine.Cluster);
        var scorer = new ColumnScorer(profile);
        RowScore[] expected = [.. Enumerable.Range(0, 1000).Select(i => scorer.ScoreRow([i % 13, i % 5 == 0 ? double.NaN : i % 8]))];

        List<object?[]> rows = Engine.Query(scoring.Select().Text);
        List<object?[]> totals = Engine.Query(scoring.Totals().Text);

        Assert.Equal(expected.Select((score, id) => $"{id} {score.Value:R} {score.TierIndex} {score.SegmentIndex}"),
            rows.OrderBy(row => (long)row[0]!).Select(row => $"{row[0]} {row[3]:R} {row[5]} {row[2]}"));
        Assert.Equal(expected.Select((score, id) => (score, id)).GroupBy(one => (one.score.SegmentIndex, one.score.TierIndex))
                .Select(group => $"{group.Key.SegmentIndex} {group.Key.TierIndex} {group.Count()} {group.Sum(one => one.id)}")
                .Order(StringComparer.Ordinal),
            totals.Select(row => $"{row[1]} {row[3]} {row[4]} {row[5]}").Order(StringComparer.Ordinal));
        // 279: all connection tries failed.
        Assert.StartsWith("Code: 279,",
            Assert.Throws<InvalidOperationException>(() => Engine.Query(Over(ClickHouseEngine.ClusterWithoutOne).Totals().Text)).Message,
            StringComparison.Ordinal);
    }
}
