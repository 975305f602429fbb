using System.Globalization;
using System.Text;
using HealthScoring.Plans;
using HealthScoring.Sql.Dialects;
using HealthScoring.Sql.Stages;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql;

/// <summary>
/// A profile as SQL over a table of customers: the database computes the library's scores, tiers and segments, to the last bit where it computes
/// in IEEE doubles.
/// </summary>
/// <remarks>Immutable and safe to share between threads. It only writes text and connects to nothing.</remarks>
public sealed class SqlScoring
{
    private readonly Plan _compiled;
    private readonly SourceMapping _mapping;

    private SqlScoring(ScoringProfile profile, SqlDialect dialect, SqlSourceBuilder source)
    {
        (Profile, Dialect, _compiled) = (profile, dialect, new(profile));
        _mapping = new(_compiled, dialect.Spelling, source);
    }

    /// <summary>The profile.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The database's SQL.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Says where a profile's customers are in a database.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="dialect">The database's SQL.</param>
    /// <param name="source">Names the source, its key, and the place of every metric and signal.</param>
    /// <returns>The profile as SQL.</returns>
    /// <exception cref="SqlMappingException">
    /// Something is missing, or cannot be said in the dialect: a metric without a column, a name it does not allow, a number it does not have.
    /// All reasons are listed.
    /// </exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static SqlScoring Create(ScoringProfile profile, SqlDialect dialect, Action<SqlSourceBuilder> source)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(source);
        var builder = new SqlSourceBuilder();
        source(builder);
        return new(profile, dialect, builder.Copy());
    }

    /// <summary>A query with a row a customer: its keys, segment, score, tier and coverage.</summary>
    /// <param name="details">What else each row has.</param>
    /// <returns>The query. Rows come in no order.</returns>
    /// <exception cref="SqlMappingException">The query would have more columns than the database allows.</exception>
    public SqlQuery Select(SqlDetails details = SqlDetails.None)
    {
        var plan = new Draft(this);
        var results = new List<(Fragment Value, SqlResultColumn Column)>();
        foreach ((StageColumn column, string name) in plan.Source.Kept)
            results.Add((plan.Sql.Of($"{column}"), new(name, SqlResultKind.Source)));
        ScoreStages stages = plan.Stages;
        int computed = results.Count;
        results.Add((stages.SegmentName(), new("segment", SqlResultKind.Segment)));
        results.Add((stages.SegmentIndex, new("segment_index", SqlResultKind.SegmentIndex)));
        results.Add((plan.Sql.Of($"{stages.Score}"), new("score", SqlResultKind.Score)));
        results.Add((stages.TierName(), new("tier", SqlResultKind.Tier)));
        results.Add((plan.Sql.Of($"{stages.TierIndex}"), new("tier_index", SqlResultKind.TierIndex)));
        results.Add((plan.Sql.Of($"{stages.Coverage}"), new("coverage", SqlResultKind.Coverage)));
        if (details.HasFlag(SqlDetails.Contributions))
        {
            (StageColumn[] added, StageColumn[] lost) = (stages.Contributions.Added, stages.Contributions.Lost);
            for (int i = 0; i < added.Length; i++)
            {
                results.Add((plan.Sql.Of($"{added[i]}"), new(added[i].Name, SqlResultKind.PointsAdded, _compiled.Columns[i])));
                results.Add((plan.Sql.Of($"{lost[i]}"), new(lost[i].Name, SqlResultKind.PointsLost, _compiled.Columns[i])));
            }
        }
        if (details.HasFlag(SqlDetails.Guardrails))
            results.Add((plan.Sql.Of($"{plan.Names.Matched()}"), new("guardrails", SqlResultKind.Guardrails)));
        if (details.HasFlag(SqlDetails.Actions))
            results.Add((plan.Sql.Of($"{plan.Names.Due()}"), new("actions", SqlResultKind.Actions)));
        for (int i = computed; i < results.Count && Dialect.Spelling.Result is { } fenced; i++)
            results[i] = (results[i].Value with { Text = fenced(results[i].Value.Text) }, results[i].Column);
        if (plan.Source.Weight is { } weight)
            results.Add((plan.Sql.Of($"{weight}"), new("weight", SqlResultKind.Weight)));
        return plan.Render(results);
    }

    /// <summary>A statement that creates a view of <see cref="Select"/>, which then scores whenever it is read.</summary>
    /// <param name="path">The view's name, with those of its schema and catalog before it where needed. Each is quoted.</param>
    /// <param name="details">What else each row has.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="SqlMappingException">
    /// A name is not allowed, the query would have more columns than the database allows, or the profile lets a metric fade and
    /// <see cref="SqlSourceBuilder.AsOf(SqlExpression)"/> does not say the time: a view has no parameter.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public string CreateView(IReadOnlyList<string> path, SqlDetails details = SqlDetails.None)
    {
        List<string> errors = PathErrors(path, "view");
        if (Dialect.Spelling.ViewProblem(path) is { } problem)
            errors.Add($"the view's name '{Visible(path[^1])}' {problem}");
        if (_mapping.Parameter is { } parameter)
        {
            errors.Add($"the profile lets metrics fade, and a view has no parameter {parameter} for the time; "
                + $"say it with AsOf, as in AsOf(SqlExpression.Raw(\"{Dialect.Spelling.Now}\"))");
        }
        _mapping.ThrowIfAny(errors);
        return $"CREATE VIEW {_mapping.PathOf(path)} AS\n{Select(details).Text}";
    }

    /// <summary>
    /// A query with a row for each segment and tier that has customers: how many, and their weight. Unscored customers have no tier.
    /// </summary>
    /// <returns>The query. Rows come in no order.</returns>
    /// <exception cref="SqlMappingException">The query would have more columns than the database allows.</exception>
    public SqlQuery Totals()
    {
        var plan = new Draft(this);
        ScoreStages stages = plan.Stages;
        List<(Fragment Value, SqlResultColumn Column)> results =
        [
            (stages.SegmentName(), new("segment", SqlResultKind.Segment)),
            (stages.SegmentIndex, new("segment_index", SqlResultKind.SegmentIndex)),
            (stages.TierName(), new("tier", SqlResultKind.Tier)),
            (plan.Sql.Of($"{stages.TierIndex}"), new("tier_index", SqlResultKind.TierIndex)),
            (FragmentWriter.Word("count(*)"), new("customers", SqlResultKind.Customers)),
        ];
        if (plan.Source.Weight is { } weight)
            results.Add((plan.Sql.Of($"sum({weight})"), new("weight", SqlResultKind.Weight)));
        string groups = _compiled.Segments.Length > 0 ? $"{stages.SegmentIndex.Text}, {stages.TierIndex}" : $"{stages.TierIndex}";
        return plan.Render(results, $"GROUP BY {groups}");
    }

    /// <summary>
    /// As <see cref="Totals()"/>, over what already has scores: a view of <see cref="CreateView"/>, or a table of its rows.
    /// </summary>
    /// <param name="path">The name of the view or table, with those of its schema and catalog before it where needed. Each is quoted.</param>
    /// <param name="by">Further columns of it to group by, such as the shard of a distributed one; they come first in the result.</param>
    /// <returns>The query. Rows come in no order.</returns>
    /// <exception cref="SqlMappingException">A name is not allowed.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public SqlQuery Totals(IReadOnlyList<string> path, params IReadOnlyList<string> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        List<string> errors = PathErrors(path, "view");
        errors.AddRange(by.Select(name => _mapping.Problem(name) is { } problem ? $"the column '{Visible(name)}' {problem}" : null).OfType<string>());
        errors.AddRange(by.Where(name => name is not null && SourceMapping.IsResult(name))
            .Select(name => $"the column '{name}' is one of the totals already; group by others"));
        errors.AddRange(by.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => $"the column '{Visible(same.Key)}' is there twice; name it once"));
        _mapping.ThrowIfAny(errors);
        string[] groups = [.. by.Select(Dialect.Spelling.Quote), "segment", "segment_index", "tier", "tier_index"];
        List<SqlResultColumn> columns =
        [
            .. by.Select(name => new SqlResultColumn(name, SqlResultKind.Source)), new("segment", SqlResultKind.Segment),
            new("segment_index", SqlResultKind.SegmentIndex), new("tier", SqlResultKind.Tier), new("tier_index", SqlResultKind.TierIndex), new("customers", SqlResultKind.Customers),
        ];
        string[] sums = ["count(*) AS customers"];
        if (_mapping.HasWeight)
        {
            columns.Add(new("weight", SqlResultKind.Weight));
            sums = [.. sums, "sum(weight) AS weight"];
        }
        string text = $"{Header()}SELECT\n    {string.Join(",\n    ", groups.Concat(sums))}\nFROM {_mapping.PathOf(path)}\nGROUP BY {string.Join(", ", groups)}";
        return new(text, null, columns);
    }

    /// <summary>The profile, its fingerprint and the dialect.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5) as PostgreSQL</c>.</returns>
    public override string ToString() => $"{Profile} as {Dialect}";

    private List<string> PathErrors(IReadOnlyList<string> path, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> errors = path.Count == 0 ? [$"the {what} has no name; give one"] : [];
        errors.AddRange(path.Select(name => _mapping.Problem(name) is { } problem ? $"the {what}'s name '{Visible(name)}' {problem}" : null).OfType<string>());
        return errors;
    }

    private static string Visible(string? name) => (name ?? "").Replace("\0", "\\0", StringComparison.Ordinal);

    private string Header() => $"-- Profile '{Comment(Profile.Name)}', fingerprint {Profile.Fingerprint}, as {Dialect} SQL.\n";

    /// <summary>A text that cannot end the line of a comment, nor print as something else.</summary>
    private static string Comment(string text)
    {
        var safe = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                // Braces are variables and templates for some tools, in a comment too.
                || rune.Value is '{' or '}' ? "?" : rune.ToString());
        }
        return safe.ToString();
    }

    /// <summary>What one query is written from. Each has names of its own, so that a query says the same whatever else was asked for.</summary>
    private sealed class Draft
    {
        private readonly SqlScoring _scoring;
        private readonly StagePlan _stages;

        public Draft(SqlScoring scoring)
        {
            _scoring = scoring;
            Sql = new(scoring.Dialect.Spelling);
            var names = new ColumnNames();
            Source = scoring._mapping.Read(Sql, names);
            _stages = new(scoring._compiled, Sql, names, scoring._mapping.StagePrefix);
            Stages = new(_stages, Source);
            Names = new(_stages, Stages);
        }

        public FragmentWriter Sql { get; }

        public SourceColumns Source { get; }

        public ScoreStages Stages { get; }

        public NameStages Names { get; }

        public SqlQuery Render(List<(Fragment Value, SqlResultColumn Column)> results, string? closing = null)
        {
            Dialect dialect = _scoring.Dialect.Spelling;
            var query = new StagedQuery(dialect, _scoring._mapping.From, _scoring._mapping.StagePrefix, _stages.Stages, results.Select(result => result.Value));
            int columns = Math.Max(query.MostColumns, results.Count);
            if (columns > dialect.MostColumns)
            {
                _scoring._mapping.ThrowIfAny([$"the query needs {columns} columns, and {dialect.Name} takes at most {dialect.MostColumns}; "
                    + "ask for fewer details, or use fewer metrics"]);
            }
            string text = _scoring.Header() + query.Render([.. results.Select(result => (result.Value,
                result.Column.Kind == SqlResultKind.Source ? dialect.Quote(result.Column.Name) : result.Column.Name))], closing);
            return new(text, _scoring._mapping.Parameter, [.. results.Select(result => result.Column)]);
        }
    }
}
