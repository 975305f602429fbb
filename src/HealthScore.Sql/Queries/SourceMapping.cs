using System.Globalization;
using HealthScoring.Plans;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Stages;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Queries;

/// <summary>Where a plan's values are in a database: a source without errors, and the stage that reads it.</summary>
internal sealed class SourceMapping
{
    private readonly Plan _plan;
    private readonly SqlDialect _dialect;
    private readonly SqlSourceBuilder _source;

    /// <exception cref="SqlMappingException">The source has errors.</exception>
    public SourceMapping(Plan plan, SqlDialect dialect, SqlSourceBuilder source)
    {
        (_plan, _dialect, _source) = (plan, dialect, source);
        MappingCheck.ThrowIfInvalid(plan, dialect, source);
        StagePrefix = PrefixBeside([]);
    }

    /// <summary>What the names of stages start with: none may be that of the table they read, which some engines would then not find.</summary>
    public string StagePrefix { get; }

    /// <summary>The parameter for the time of the score; <see langword="null"/> where there is none.</summary>
    public string? Parameter => NeedsTime && _source.Time is null && _source.FixedTime is null ? _dialect.Parameter : null;

    /// <summary>The names that the result gives the source's own columns.</summary>
    public IReadOnlyList<string> Keys => [.. _source.Kept.Select(kept => kept.Name)];

    public bool HasWeight => _source.CustomerWeight is not null;

    // A parameter without a name is another one each time it is written.
    private bool BindsOnce => Parameter is not null && _dialect.Parameter == "?";

    private bool NeedsTime => _plan.Fading.Any(i => SourceOf(_plan.Columns[i]).AgeInDays is null)
        || _source.Expressions.Any(pair => pair.Expression.Form.ReadsTime);

    /// <summary>Writes the first stage.</summary>
    /// <param name="sql">The words of the dialect.</param>
    /// <param name="names">The names taken so far.</param>
    /// <param name="parameter">How the parameter for the time of the score is spelled.</param>
    public SourceColumns Read(FragmentWriter sql, ColumnNames names, string parameter)
    {
        var stage = new Stage($"{StagePrefix}source", "The customers, and each metric's raw values.");
        string asOf = _source.FixedTime is { } time ? _dialect.Time(time.UtcDateTime)
            : BindsOnce ? $"{StagePrefix}time.{StagePrefix}as_of" : _dialect.AsOf(parameter);
        var writer = new SourceWriter(_dialect, StagePrefix, _source.Kept[0].Column, _source.Time, asOf);
        // An old ClickHouse takes a column for the result of the same name next to it.
        foreach (string name in _source.Kept.Select(kept => kept.Name).Concat(_source.ColumnsRead))
            names.Reserve(name);
        (StageColumn Column, string Name)[] kept = [.. _source.Kept.Select(pair =>
            (stage.Add(new(pair.Name, _dialect.Quote(pair.Name)), FragmentWriter.Word(writer.Column(pair.Column))), pair.Name))];
        var raw = new StageColumn[_plan.Columns.Length];
        var ages = new StageColumn?[raw.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            MetricSource metric = SourceOf(_plan.Columns[i]);
            string stem = ColumnNames.Stem(_plan.Columns[i]);
            string value = metric.Value.Form.Write(writer);
            raw[i] = stage.Add(names.Take($"{stem}_raw"), FragmentWriter.Word(
                metric.IsLabel || metric.Value.Form.IsDouble ? value : _dialect.Raw(value)));
            if (_plan.FreshnessOf(i) is not null)
                ages[i] = stage.Add(names.Take($"{stem}_age"), Age(sql, writer, metric));
        }
        StageColumn? named = _source.NamedSegment is { } segment
            ? stage.Add(names.Take("named_segment"), FragmentWriter.Word(segment.Form.Write(writer))) : null;
        StageColumn? weight = _source.CustomerWeight is { } own ? stage.Add(names.Take("weight"), FragmentWriter.Word(own.Form.Write(writer))) : null;
        string customers = _source.Tables is [var path] ? PathOf(path) : $"(\n{_source.Queries[0]}\n)";
        string bound = BindsOnce ? $"\nCROSS JOIN (SELECT {_dialect.AsOf(parameter)} AS {StagePrefix}as_of) AS {StagePrefix}time" : "";
        return new(stage, writer.From(customers) + bound, raw, ages, kept, named, weight);
    }

    /// <summary>What the names of stages start with where the query reads other names too.</summary>
    public string PrefixBeside(IEnumerable<string> others)
    {
        string[] read = [.. _source.Tables.SelectMany(path => path).Concat(_source.Queries)
            .Concat(_source.Expressions.SelectMany(pair => pair.Expression.Form.Texts)).Concat(others)];
        return Prefixes().First(prefix => !Array.Exists(read, text => text.Contains(prefix, StringComparison.OrdinalIgnoreCase)));
    }

    public string PathOf(IEnumerable<string> path) => string.Join('.', path.Select(_dialect.Quote));

    private static IEnumerable<string> Prefixes()
    {
        yield return "hs_";
        yield return "health_score_";
        for (int i = 2; ; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"health_score{i}_");
    }

    private Fragment Age(FragmentWriter sql, SourceWriter writer, MetricSource metric)
    {
        if (metric.AgeInDays is { } days)
            return FragmentWriter.Word(days.Form.IsDouble ? days.Form.Write(writer) : _dialect.Raw(days.Form.Write(writer)));
        string ticks = _dialect.Cast(_dialect.Ticks(metric.ObservedAt!.Form.Write(writer), writer.AsOf));
        return sql.Of($"{FragmentWriter.Word(ticks)} / {(double)TimeSpan.TicksPerDay}");
    }

    private MetricSource SourceOf(string name) => _source.Metrics.First(metric => metric.Name == name);
}
