using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Queries;

namespace HealthScoring.Sql;

/// <summary>
/// Says where the customers are, and which columns hold a profile's metrics. Each call returns the builder, so that calls can be chained.
/// </summary>
public sealed class SqlSourceBuilder
{
    internal SqlSourceBuilder()
    {
    }

    internal List<string[]> Tables { get; } = [];

    internal List<string> Queries { get; } = [];

    internal List<(string Column, string Name)> Kept { get; } = [];

    internal List<MetricSource> Metrics { get; } = [];

    internal SqlExpression? NamedSegment { get; private set; }

    internal SqlExpression? CustomerWeight { get; private set; }

    internal SqlExpression? Time { get; private set; }

    internal DateTimeOffset? FixedTime { get; private set; }

    /// <summary>What an error about the time of the score is about.</summary>
    internal const string TimePath = "time of the score";

    /// <summary>Every expression that the user gave, and what it is for.</summary>
    internal IEnumerable<(string Path, SqlExpression Expression)> Expressions
    {
        get
        {
            IEnumerable<(string Path, SqlExpression? Expression)> all =
            [
                .. Metrics.SelectMany(metric => new (string, SqlExpression?)[]
                {
                    (MappingErrors.Named(metric.What, metric.Name), metric.Value),
                    (MappingErrors.Named("time of metric", metric.Name), metric.ObservedAt),
                    (MappingErrors.Named("age of metric", metric.Name), metric.AgeInDays),
                }),
                ("segment", NamedSegment), ("weight", CustomerWeight), (TimePath, Time),
            ];
            return all.Where(one => one.Expression is not null).Select(one => (one.Path, one.Expression!));
        }
    }

    /// <summary>Every column that the user named.</summary>
    internal IEnumerable<string> ColumnsRead => Expressions.SelectMany(pair => pair.Expression.Form.Columns)
        .Concat(Kept.Select(kept => kept.Column));

    /// <summary>The customers are the rows of a table or view.</summary>
    /// <param name="path">
    /// Its name, with those of its schema and catalog before it where needed: <c>Table("crm", "accounts")</c>. Each is quoted.
    /// </param>
    public SqlSourceBuilder Table(params string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Tables.Add([.. path.Select(name => name ?? "")]);
        return this;
    }

    /// <summary>The customers are the rows of a query of your own.</summary>
    /// <param name="select">The query, in the database's own SQL, without a semicolon. It is used as it is: never put a user's text in it.</param>
    public SqlSourceBuilder Query(string select)
    {
        ArgumentNullException.ThrowIfNull(select);
        Queries.Add(select);
        return this;
    }

    /// <summary>A column that identifies the customer, or is wanted with the score. It comes first in the result. At least one is needed.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="name">Its name in the result; the column's name by default.</param>
    public SqlSourceBuilder Key(string column, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        Kept.Add((column, name ?? column));
        return this;
    }

    /// <summary>Where a metric's raw values are. Every metric and signal of the profile needs one.</summary>
    /// <param name="name">The name of the metric or signal.</param>
    /// <param name="value">Its values: numbers of any type, as doubles. NULL, NaN and infinities are missing.</param>
    /// <param name="observedAt">
    /// When each was observed; needed where the profile lets the metric fade, not read otherwise. The metrics of an <see cref="SqlSurvey"/> bring it
    /// themselves.
    /// </param>
    /// <param name="ageInDays">
    /// How old each value is, in days of 24 hours at the time of the score, instead of <paramref name="observedAt"/>.
    /// </param>
    public SqlSourceBuilder Metric(string name, SqlExpression value, SqlExpression? observedAt = null, SqlExpression? ageInDays = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Metrics.Add(new(name, value, observedAt, ageInDays ?? (observedAt is null ? value.AgeInDays : null)));
        return this;
    }

    /// <summary>Where the texts of a label are. Every label of the profile needs one.</summary>
    /// <param name="name">The name of the label.</param>
    /// <param name="text">Its texts, compared exactly whatever the collation. NULL is missing.</param>
    public SqlSourceBuilder Label(string name, SqlExpression text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        Metrics.Add(new(name, text, ObservedAt: null, AgeInDays: null, IsLabel: true));
        return this;
    }

    /// <summary>Names the customer's segment, where you know it. Names are compared exactly; one that the profile does not have is ignored.</summary>
    /// <param name="segment">The segment's name, a text; NULL for none.</param>
    public SqlSourceBuilder SegmentBy(SqlExpression segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        NamedSegment = segment;
        return this;
    }

    /// <summary>What weighs the customer in <see cref="SqlScoring.Totals()"/> and in its parent, such as its revenue.</summary>
    /// <param name="weight">
    /// A number of any type; totals sum it in that type. NULL for none. For a parent it is 0 to 1e15, and another number is no weight; without this
    /// every child weighs 1.
    /// </param>
    public SqlSourceBuilder Weight(SqlExpression weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        CustomerWeight = weight;
        return this;
    }

    /// <summary>
    /// The time the scores are for, instead of a parameter, which a view cannot have. It is read where the profile lets a metric fade,
    /// and by <see cref="SqlStarters"/>.
    /// </summary>
    /// <param name="time">A time of the type of the observed times, as in <c>SqlExpression.Raw("now()")</c> for PostgreSQL.</param>
    public SqlSourceBuilder AsOf(SqlExpression time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (Time, FixedTime) = (time, null);
        return this;
    }

    /// <summary>One time that the scores are for, written into the query.</summary>
    /// <param name="time">The time, in whole microseconds (for Trino in whole milliseconds).</param>
    public SqlSourceBuilder AsOf(DateTimeOffset time)
    {
        (Time, FixedTime) = (null, time);
        return this;
    }

    /// <summary>The settings until now: later changes of the builder do not affect what was made from it.</summary>
    internal SqlSourceBuilder Copy()
    {
        var copy = new SqlSourceBuilder { NamedSegment = NamedSegment, CustomerWeight = CustomerWeight, Time = Time, FixedTime = FixedTime };
        copy.Tables.AddRange(Tables);
        copy.Queries.AddRange(Queries);
        copy.Kept.AddRange(Kept);
        copy.Metrics.AddRange(Metrics);
        return copy;
    }
}
