using HealthScoring.Plans;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Queries;

namespace HealthScoring.Sql;

/// <summary>
/// A profile as SQL over a table of customers: the database computes the library's scores, tiers and segments. The tests execute it on
/// PostgreSQL, DuckDB, SQLite, MariaDB and ClickHouse and find them the same to the last bit; SQL for the other dialects is parsed only.
/// </summary>
/// <remarks>It only writes text and connects to nothing.</remarks>
public sealed class SqlScoring
{
    private readonly Plan _plan;
    private readonly SourceMapping _mapping;

    private SqlScoring(ScoringProfile profile, SqlDialect dialect, SqlSourceBuilder source)
    {
        (Profile, Dialect, _plan) = (profile, dialect, new(profile));
        _mapping = new(_plan, dialect, source);
    }

    /// <summary>The profile.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The database's SQL.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Says where a profile's customers are in a database.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="dialect">The database's SQL.</param>
    /// <param name="source">Names the source, its key, and where every metric and signal is.</param>
    /// <returns>The profile as SQL.</returns>
    /// <exception cref="SqlMappingException">
    /// Something is missing, or cannot be written in the dialect: a metric without a column, a name it does not allow, a number it does not have.
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

    /// <summary>A query with one row per customer: its keys, segment, score, tier and coverage.</summary>
    /// <param name="details">What else each row has.</param>
    /// <returns>The query. Its rows have no order.</returns>
    /// <exception cref="SqlMappingException">The query would have more columns than the database allows.</exception>
    public SqlQuery Select(SqlDetails details = SqlDetails.None) => Write(query => query.Customers(details));

    /// <summary>A statement that creates a view of <see cref="Select"/>, which then scores whenever it is read.</summary>
    /// <param name="path">The view's name, with those of its schema and catalog before it where needed. Each is quoted.</param>
    /// <param name="details">What else each row has.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="SqlMappingException">
    /// A name is not allowed, the query would have more columns than the database allows, or the scores depend on their time and
    /// <see cref="SqlSourceBuilder.AsOf(SqlExpression)"/> does not say the time: a view has no parameter.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public string CreateView(IReadOnlyList<string> path, SqlDetails details = SqlDetails.None)
    {
        ArgumentNullException.ThrowIfNull(path);
        var errors = new MappingErrors(Profile, Dialect);
        errors.CheckPath("view", path);
        if (Dialect.ViewProblem(path) is var (problem, remedy))
            errors.Add(MappingErrors.Named("view", path[^1]), problem, remedy);
        if (_mapping.Parameter is { } parameter)
        {
            errors.Add(SqlSourceBuilder.TimePath, $"the scores depend on it, and a view has no parameter {parameter} for it",
                $"say it with AsOf, as in AsOf(SqlExpression.Raw(\"{Dialect.Now}\"))");
        }
        errors.ThrowIfAny();
        return $"CREATE VIEW {_mapping.PathOf(path)} AS\n{Select(details).Text}";
    }

    /// <summary>
    /// A query with a row for each segment and tier that has customers: how many, and their weight. Unscored customers have no tier.
    /// </summary>
    /// <returns>The query. Its rows have no order.</returns>
    /// <exception cref="SqlMappingException">The query would have more columns than the database allows.</exception>
    public SqlQuery Totals() => Write(query => query.Totals());

    /// <summary>
    /// As <see cref="Totals()"/>, over what already has scores: a view of <see cref="CreateView"/>, or a table of its rows.
    /// </summary>
    /// <param name="path">The name of the view or table, with those of its schema and catalog before it where needed. Each is quoted.</param>
    /// <param name="by">Further columns of it to group by, such as the shard of a distributed one; they come first in the result.</param>
    /// <returns>The query. Its rows have no order.</returns>
    /// <exception cref="SqlMappingException">A name is not allowed.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public SqlQuery Totals(IReadOnlyList<string> path, params IReadOnlyList<string> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(path);
        CheckTotals(path, by);
        string[] groups = [.. by.Select(Dialect.Quote), "segment", "segment_index", "tier", "tier_index"];
        List<SqlResultColumn> columns =
        [
            .. by.Select(name => new SqlResultColumn(name, SqlResultKind.Source)),
            new("segment", SqlResultKind.Segment), new("segment_index", SqlResultKind.SegmentIndex),
            new("tier", SqlResultKind.Tier), new("tier_index", SqlResultKind.TierIndex), new("customers", SqlResultKind.Customers),
        ];
        string[] sums = ["count(*) AS customers"];
        if (_mapping.HasWeight)
        {
            columns.Add(new("weight", SqlResultKind.Weight));
            sums = [.. sums, "sum(weight) AS weight"];
        }
        string text = $"{QueryWriter.Header(Profile, Dialect)}SELECT\n    {string.Join(",\n    ", groups.Concat(sums))}"
            + $"\nFROM {_mapping.PathOf(path)}\nGROUP BY {string.Join(", ", groups)}";
        return new(text, null, columns);
    }

    /// <summary>
    /// A query with a row for each parent that has children, as the profile's <see cref="ScoringProfile.Parents"/> says: its score, tier, coverage,
    /// weight and children, and the child that takes most. Customers without a parent (NULL) are in none.
    /// </summary>
    /// <param name="parent">The column with the parent, by the name that <see cref="SqlSourceBuilder.Key"/> gave it.</param>
    /// <param name="child">The column with what the child is called, by the name that <see cref="SqlSourceBuilder.Key"/> gave it.</param>
    /// <returns>The query. Its rows have no order. A parent with more than 4,194,304 children has no score.</returns>
    /// <exception cref="SqlMappingException">A name is not that of a key, or the query would have more columns than the database allows.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public SqlQuery Parents(string parent, string child)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        var errors = new MappingErrors(Profile, Dialect);
        foreach ((string what, string name) in new[] { ("parent", parent), ("child", child) }.Where(pair => !_mapping.Keys.Contains(pair.Item2)))
        {
            errors.Add(MappingErrors.Named(what, name), "no key has that name",
                $"name the column with Key(\"{name}\"), or use one of: {string.Join(", ", _mapping.Keys)}");
        }
        ParentQuery.CheckName(parent, errors);
        errors.ThrowIfAny();
        return Write(query => query.Parents(parent, child));
    }

    /// <summary>
    /// As <see cref="Parents(string, string)"/>, over what already has scores: a view of <see cref="CreateView"/>, or a table of its rows.
    /// </summary>
    /// <param name="path">The name of the view or table, with those of its schema and catalog before it where needed. Each is quoted.</param>
    /// <param name="parent">The column of it with the parent.</param>
    /// <param name="child">The column of it with what the child is called.</param>
    /// <returns>The query. Its rows have no order. A parent with more than 4,194,304 children has no score.</returns>
    /// <exception cref="SqlMappingException">A name is not allowed.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public SqlQuery Parents(IReadOnlyList<string> path, string parent, string child)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        var errors = new MappingErrors(Profile, Dialect);
        errors.CheckPath("view", path);
        errors.CheckName(MappingErrors.Named("parent", parent), "the name", parent);
        errors.CheckName(MappingErrors.Named("child", child), "the name", child);
        ParentQuery.CheckName(parent, errors);
        errors.ThrowIfAny();
        return ParentQuery.OfRows(_plan, Dialect, _mapping, path, parent, child);
    }

    /// <summary>The profile, its fingerprint and the dialect.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5) as PostgreSQL</c>.</returns>
    public override string ToString() => $"{Profile} as {Dialect}";

    private SqlQuery Write(Func<QueryWriter, SqlQuery> write)
    {
        SqlQuery query = write(new(_plan, Dialect, _mapping));
        return new(query.Text, query.Parameter, query.Columns, parameter => write(new(_plan, Dialect, _mapping, parameter)).Text);
    }

    private void CheckTotals(IReadOnlyList<string> path, IReadOnlyList<string> by)
    {
        var errors = new MappingErrors(Profile, Dialect);
        errors.CheckPath("view", path);
        foreach (string name in by)
            errors.CheckName(MappingErrors.Named("column", name), "the name", name);
        foreach (string name in by.Where(name => name is not null && QueryWriter.IsResult(name)))
            errors.Add(MappingErrors.Named("column", name), "it is one of the totals already", "group by others");
        foreach (string twice in by.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key))
            errors.Add(MappingErrors.Named("column", twice), "it is there twice", "name it once");
        errors.ThrowIfAny();
    }
}
