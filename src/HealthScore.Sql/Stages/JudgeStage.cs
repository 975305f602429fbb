using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Judges which values count, and how much.</summary>
internal static class JudgeStage
{
    public static MeasuredColumns Judge(StageWriter writer, SourceColumns source)
    {
        FragmentWriter sql = writer.Sql;
        bool anyRefused = Enumerable.Range(0, source.Raw.Length).Any(i => writer.Plan.AcceptedOf(i) is not null);
        Stage stage = writer.NewStage("measured",
            $"What counts: numbers, neither NaN nor infinite,{(anyRefused ? " that the profile accepts" : "")} and not stale.");
        var values = new StageColumn[source.Raw.Length];
        var asked = new StageColumn[values.Length];
        var freshness = new StageColumn?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            StageColumn raw = source.Raw[i];
            if (writer.Plan.IsLabel(i))
            {
                values[i] = asked[i] = raw;
                continue;
            }
            // NaN is above every number in some engines and equal to nothing in others; it is between these two in none.
            AcceptedValues? accepted = writer.Plan.AcceptedOf(i);
            ValueRange range = accepted?.Valid ?? new(double.MinValue, double.MaxValue);
            Fragment counts = sql.Of($"{raw} >= {range.From} AND {raw} <= {range.To}");
            foreach (double missing in accepted?.MissingValues ?? [])
                counts = sql.Of($"{counts} AND {raw} <> {missing}");
            if (accepted is { Whole: true })
                counts = sql.Of($"{counts} AND {sql.IsWhole(raw)}");
            if (writer.Plan.FreshnessOf(i) is { } fresh && source.Ages[i] is { } age)
            {
                (double full, double stale) = fresh.InDays;
                counts = sql.Of($"{counts} AND {age} >= {0.0} AND {age} < {stale}");
                freshness[i] = stage.Add(writer.Take(i, "fresh"),
                    sql.Case(sql.Of($"{age} <= {full}"), sql.Of($"{1.0}"), sql.Of($"({stale} - {age}) / {stale - full}")));
            }
            values[i] = stage.Add(writer.Take(i, "value"), sql.Case(counts, sql.Of($"{raw}"), sql.NoNumber));
            asked[i] = accepted is null && freshness[i] is null ? raw : values[i];
        }
        return new(values, asked, freshness);
    }
}
