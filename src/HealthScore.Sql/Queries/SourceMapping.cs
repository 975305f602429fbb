using HealthScoring.Plans;
using HealthScoring.Sql.Dialects;
using HealthScoring.Sql.Stages;
using HealthScoring.Sql.Statements;
using HealthScoring.Text;

namespace HealthScoring.Sql;

/// <summary>A source checked against a profile and a dialect: every error is found before anything is written.</summary>
internal sealed class SourceMapping
{
    private static readonly string[] ResultNames =
        ["segment", "segment_index", "score", "tier", "tier_index", "coverage", "weight", "guardrails", "actions", "customers"];

    private readonly Plan _profile;
    private readonly Dialect _dialect;
    private readonly SqlSourceBuilder _source;
    private readonly List<string> _errors = [];

    public SourceMapping(Plan profile, Dialect dialect, SqlSourceBuilder source)
    {
        (_profile, _dialect, _source) = (profile, dialect, source);
        CheckSource();
        CheckKeys();
        CheckMetrics();
        CheckTexts();
        CheckNumbers();
        ThrowIfAny(_errors);
    }

    public string From => (_source.Tables is [var path] ? PathOf(path) : $"(\n{_source.Queries[0]}\n)") + " AS customers"
        + (BindsOnce ? $"\nCROSS JOIN (SELECT {_dialect.AsOf} AS hs_as_of) AS hs_time" : "");

    /// <summary>What the names of stages start with: none may be that of the table they read, which some engines would then not find.</summary>
    public string StagePrefix => _source.Tables.SelectMany(path => path).Concat(_source.Queries).Concat(Expressions.Select(pair => pair.Expression.Source))
        .Any(text => text.Contains("hs_", StringComparison.OrdinalIgnoreCase)) ? "health_score_" : "hs_";

    /// <summary>The parameter for the time of the score; <see langword="null"/> where there is none.</summary>
    public string? Parameter => NeedsTime && _source.Time is null && _source.FixedTime is null ? _dialect.Parameter : null;

    public bool HasWeight => _source.CustomerWeight is not null;

    // A parameter without a name is another one each time it is written.
    private bool BindsOnce => Parameter is not null && _dialect.Parameter == "?";

    private bool NeedsTime => Fading.Any(name => MappingOf(name).AgeInDays is null);

    private IEnumerable<string> Fading => _profile.Columns.Where((_, i) => _profile.FreshnessOf(i) is not null);

    /// <summary>The first stage.</summary>
    public SourceColumns Read(FragmentWriter sql, ColumnNames names)
    {
        var stage = new Stage($"{StagePrefix}source", "The customers, and each metric's raw values.");
        // An old ClickHouse takes a column for the result of the same name that stands beside it.
        foreach (string name in _source.Kept.Select(kept => kept.Name).Concat(ColumnsRead))
            names.Reserve(name);
        (StageColumn Column, string Name)[] kept = [.. _source.Kept.Select(pair =>
            (stage.Add(new(pair.Name, _dialect.Quote(pair.Name)), FragmentWriter.Word(Column(pair.Column))), pair.Name))];
        var raw = new StageColumn[_profile.Columns.Length];
        var ages = new StageColumn?[raw.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            var mapping = MappingOf(_profile.Columns[i]);
            string stem = ColumnNames.Stem(_profile.Columns[i]);
            string value = Text(mapping.Value);
            raw[i] = stage.Add(names.Take($"{stem}_raw"), FragmentWriter.Word(_dialect.Convert?.Invoke(value) ?? Cast(value)));
            if (_profile.FreshnessOf(i) is not null)
                ages[i] = stage.Add(names.Take($"{stem}_age"), Age(sql, mapping.ObservedAt, mapping.AgeInDays));
        }
        StageColumn? named = _source.NamedSegment is { } segment
            ? stage.Add(names.Take("named_segment"), FragmentWriter.Word(Text(segment))) : null;
        StageColumn? weight = _source.CustomerWeight is { } own ? stage.Add(names.Take("weight"), FragmentWriter.Word(Text(own))) : null;
        return new(stage, raw, ages, kept, named, weight);
    }

    public string PathOf(IEnumerable<string> path) => string.Join('.', path.Select(_dialect.Quote));

    /// <summary>What is wrong with a name of the database's; <see langword="null"/> where nothing is.</summary>
    public string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "is empty; give a name";
        if (name.Contains('\0'))
            return "holds the character NUL; remove it";
        if (HasHalfCharacter(name))
            return "holds half of a character (one of a surrogate pair); write the character itself";
        if (_dialect.Variable is { } variable && name.Contains(variable, StringComparison.Ordinal))
            return $"holds '{variable}', which {_dialect.Name} takes for a variable; use another name";
        int length = _dialect.NameLength(name);
        return length <= _dialect.LongestName ? null
            : $"has a length of {length}, and {_dialect.Name} takes at most {_dialect.LongestName}; use a shorter name";
    }

    public static bool IsResult(string name) => ResultNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    public void ThrowIfAny(IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
            throw new SqlMappingException(_profile.Profile.Name, _dialect.Name, errors);
    }

    /// <summary>Every expression that the user gave, and what it is for.</summary>
    private IEnumerable<(string Of, SqlExpression Expression)> Expressions => _source.Metrics.SelectMany(mapping => new[]
        {
            ($"the metric '{mapping.Name}'", mapping.Value), ($"the time of the metric '{mapping.Name}'", mapping.ObservedAt),
            ($"the age of the metric '{mapping.Name}'", mapping.AgeInDays),
        })
        .Append(("the segment", _source.NamedSegment)).Append(("the weight", _source.CustomerWeight)).Append(("the time of the score", _source.Time))
        .Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!));

    private IEnumerable<string> ColumnsRead => Expressions.Where(pair => pair.Expression.IsColumn).Select(pair => pair.Expression.Source)
        .Concat(_source.Kept.Select(kept => kept.Column));

    private Fragment Age(FragmentWriter sql, SqlExpression? observedAt, SqlExpression? ageInDays)
    {
        if (ageInDays is not null)
            return FragmentWriter.Word(Cast(Text(ageInDays)));
        string asOf = _source.FixedTime is { } time ? _dialect.Time(time.UtcDateTime) : _source.Time is { } given ? Text(given) : BindsOnce ? "hs_time.hs_as_of" : _dialect.AsOf;
        return sql.Of($"{FragmentWriter.Word(Cast(_dialect.Ticks(Text(observedAt!), asOf)))} / {(double)TimeSpan.TicksPerDay}");
    }

    private string Cast(string value) => $"CAST({value} AS {_dialect.Double})";

    // A comment at its end must not hide what follows.
    private string Text(SqlExpression expression) => expression.IsColumn ? Column(expression.Source)
        : $"({expression.Source}{(expression.Source.Contains("--", StringComparison.Ordinal) || expression.Source.Contains('#') ? "\n" : "")})";

    private string Column(string name) => $"customers.{_dialect.Quote(name)}";

    private (string Name, SqlExpression Value, SqlExpression? ObservedAt, SqlExpression? AgeInDays) MappingOf(string metric) =>
        _source.Metrics.First(mapping => mapping.Name == metric);

    private void CheckSource()
    {
        if (_source.Tables.Count + _source.Queries.Count != 1)
        {
            _errors.Add(_source.Tables.Count + _source.Queries.Count == 0
                ? "there is no source; name it with Table or Query" : "there is more than one source; call Table or Query once");
        }
        foreach (string[] path in _source.Tables)
        {
            if (path.Length == 0)
                _errors.Add("the table has no name; give one");
            foreach (string name in path)
                CheckName(name, $"the table's name '{name}'");
        }
        foreach (string query in _source.Queries.Where(query => string.IsNullOrWhiteSpace(query)))
            _errors.Add("the query of the source is empty; write a SELECT");
    }

    private void CheckKeys()
    {
        if (_source.Kept.Count == 0)
            _errors.Add("there is no key; name the column that identifies the customer with Key");
        foreach ((string column, string name) in _source.Kept)
        {
            CheckName(column, $"the key column '{column}'");
            if (name != column)
                CheckName(name, $"the key's name '{name}'");
            if (_dialect.Nested && name != column && ColumnsRead.Contains(name, StringComparer.Ordinal))
                _errors.Add($"the key's name '{name}' is that of another column, and {_dialect.Name} would take one for the other; use another name");
            if (IsResult(name))
                _errors.Add($"the key '{name}' has the name of a result; give it another with Key(\"{column}\", name: …)");
        }
        foreach (string twice in _source.Kept.GroupBy(kept => kept.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key))
            _errors.Add($"the key '{twice}' is there twice, or only its case differs; give each a name of its own with Key(…, name: …)");
    }

    private void CheckMetrics()
    {
        HashSet<string> known = [.. _profile.Columns];
        foreach (string name in _profile.Columns.Where(name => !_source.Metrics.Any(mapping => mapping.Name == name)))
            _errors.Add($"the metric '{name}' has no column; SQL cannot run code of yours, so say where its values are with Metric(\"{name}\", …)");
        foreach (string name in _source.Metrics.Select(mapping => mapping.Name).Where(name => !known.Contains(name)).Distinct())
            _errors.Add($"the profile has no metric '{name}'; it has {string.Join(", ", _profile.Columns)}");
        foreach (string twice in _source.Metrics.GroupBy(mapping => mapping.Name).Where(same => same.Count() > 1).Select(same => same.Key))
            _errors.Add($"the metric '{twice}' is mapped twice; call Metric once for each");
        foreach (string name in Fading)
        {
            var mapping = _source.Metrics.FirstOrDefault(mapping => mapping.Name == name);
            if (mapping.Name is not null && (mapping.ObservedAt is null) == (mapping.AgeInDays is null))
            {
                _errors.Add(mapping.AgeInDays is null
                    ? $"the metric '{name}' fades, and nothing says how old its values are; give observedAt or ageInDays"
                    : $"the metric '{name}' has both observedAt and ageInDays; give one");
            }
        }
        int most = _profile.Base.Dimensions.Max(dimension => dimension.Source.Metrics.Count), dimensions = _profile.Base.Dimensions.Length;
        if (most + dimensions > _dialect.MostTerms)
        {
            _errors.Add($"the largest dimension has {most} metrics and the profile {dimensions} dimensions, together too long a sum for {_dialect.Name}; "
                + $"use at most {_dialect.MostTerms}");
        }
    }

    private void CheckTexts()
    {
        foreach ((string of, SqlExpression expression) in Expressions)
        {
            if (expression.IsColumn)
                CheckName(expression.Source, $"the column of {of}");
            else if (string.IsNullOrWhiteSpace(expression.Source) || expression.Source.Contains('\0'))
                _errors.Add($"the expression of {of} is empty or holds the character NUL; write SQL");
        }
        foreach (string query in _source.Queries.Where(query => query.Contains('\0')))
            _errors.Add("the query of the source holds the character NUL; remove it");
        if (_source.FixedTime is { } time && time.UtcTicks % _dialect.FinestTicks != 0)
        {
            _errors.Add($"the time of the score, {time:O}, is finer than {_dialect.Name} can say; "
                + $"use whole {(_dialect.FinestTicks == TimeSpan.TicksPerMicrosecond ? "microseconds" : "milliseconds")}");
        }
    }

    private void CheckName(string name, string what)
    {
        if (Problem(name) is { } problem)
            _errors.Add($"{what.Replace("\0", "\\0", StringComparison.Ordinal)} {problem}");
    }

    /// <summary>Numbers that the database does not have would be others there, and the score with them.</summary>
    private void CheckNumbers()
    {
        if (_dialect.HasSubnormals)
            return;
        foreach ((string place, double number) in Numbers().Where(pair => double.IsSubnormal(pair.Number)).Distinct())
        {
            _errors.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{place} has the number {number:R}, and {_dialect.Name} has none so near to 0; use 0"));
        }
    }

    private IEnumerable<(string Place, double Number)> Numbers()
    {
        foreach (Scorecard scorecard in _profile.Segments.Select(plan => plan.Scorecard).Prepend(_profile.Base))
        {
            foreach (MetricPlan metric in scorecard.Metrics)
            {
                foreach (Piece piece in metric.Curve.Pieces())
                {
                    foreach (double number in (double[])[piece.From, piece.Start, piece.Offset, piece.Slope])
                        yield return ($"the curve of '{metric.Name}'", number);
                }
                yield return ($"the missing policy of '{metric.Name}'", metric.Source.Missing.FixedPoints);
            }
            foreach (DimensionPlan dimension in scorecard.Dimensions)
                yield return ($"the formula of '{dimension.Name}'", dimension.Formula.InitialPoints);
            yield return ("the formula of the profile", scorecard.Formula.InitialPoints);
            foreach ((Guardrail rule, _) in scorecard.Guardrails)
            {
                foreach (double number in (double[])[rule.Limit, rule.When.Bound, rule.When.UpperBound])
                    yield return ($"the guardrail '{rule.Name}'", number);
            }
            foreach (Tier tier in scorecard.Tiers)
                yield return ($"the tier '{tier.Name}'", tier.From);
            if (scorecard.Segment?.When is { } when)
            {
                foreach (double number in (double[])[when.Bound, when.UpperBound])
                    yield return ($"the condition of the segment '{scorecard.Segment.Name}'", number);
            }
        }
    }

    private static bool HasHalfCharacter(string text) => NameRule.HalfCharacter(text);
}
