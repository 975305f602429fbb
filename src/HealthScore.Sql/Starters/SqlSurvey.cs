using System.Globalization;
using HealthScoring.Sql.Dialects;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Starters;

namespace HealthScoring.Sql;

/// <summary>
/// The survey metrics of <see cref="CustomerMetrics{TCustomer}"/>, counted by the database over a table of answers
/// (<see cref="SqlStarters.Survey"/>). Each is the same number as there, and brings the time of the latest answer that counts.
/// </summary>
public sealed class SqlSurvey
{
    private readonly EventRows _rows;
    private readonly string _rating;
    private readonly string? _respondent;

    internal SqlSurvey(EventRows rows, string rating, string? respondent) => (_rows, _rating, _respondent) = (rows, rating, respondent);

    /// <summary>The net promoter score, as <see cref="CustomerMetrics{TCustomer}.Nps"/>.</summary>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1.</param>
    /// <returns>The metric, from -100 to 100.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not in its range.</exception>
    public SqlExpression Nps(int days = 365, int minimumAnswers = 1) => Mean("nps", days, minimumAnswers, 0, 10, factor: 100,
        rating => $"CASE WHEN {rating} <= 6 THEN -1 WHEN {rating} <= 8 THEN 0 ELSE 1 END");

    /// <summary>The share of top ratings, as <see cref="CustomerMetrics{TCustomer}.Csat"/>.</summary>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1.</param>
    /// <param name="lowest">The lowest rating of the scale.</param>
    /// <param name="highest">The highest rating of the scale; above <paramref name="lowest"/>.</param>
    /// <param name="top">The lowest of the top ratings: above <paramref name="lowest"/>, at most <paramref name="highest"/>.</param>
    /// <returns>The metric, from 0 to 100.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not in its range.</exception>
    public SqlExpression Csat(int days = 365, int minimumAnswers = 1, int lowest = 1, int highest = 5, int top = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(top, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, highest);
        return Mean("csat", days, minimumAnswers, lowest, highest, factor: 100,
            rating => string.Create(CultureInfo.InvariantCulture, $"CASE WHEN {rating} >= {top} THEN 1 ELSE 0 END"));
    }

    /// <summary>The mean rating, as <see cref="CustomerMetrics{TCustomer}.Ces"/>.</summary>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1.</param>
    /// <param name="lowest">The lowest rating of the scale.</param>
    /// <param name="highest">The highest rating of the scale; above <paramref name="lowest"/>.</param>
    /// <returns>The metric, on the scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not in its range.</exception>
    public SqlExpression Ces(int days = 365, int minimumAnswers = 1, int lowest = 1, int highest = 7)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        return Mean("ces", days, minimumAnswers, lowest, highest, factor: 1, rating => rating);
    }

    /// <summary>How many answers are off a scale and so do not count, as <see cref="SurveyMetric{TCustomer}.Skipped"/>.</summary>
    /// <param name="lowest">The lowest rating of the scale; 0 for <see cref="Nps"/>.</param>
    /// <param name="highest">The highest rating of the scale, above <paramref name="lowest"/>; 10 for <see cref="Nps"/>.</param>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <returns>The metric, in answers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not in its range.</exception>
    public SqlExpression Skipped(int lowest, int highest, int days = 365)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        SqlStarters.ThrowIfNoWindow(days);
        return Starter("skipped answers", source =>
        {
            JoinedQuery answers = _rows.Join(source, "answers", back => Rows(source, back));
            string off = $"count(CASE WHEN {new EventWindows(source, completeDays: false).Latest(days)}"
                + $" AND NOT ({OnScale(source, lowest, highest)}) THEN 1 END)";
            return source.Dialect.Cast($"coalesce({answers.Value(off, days)}, 0)");
        });
    }

    private SqlExpression Mean(string name, int days, int minimumAnswers, int lowest, int highest, double factor, Func<string, string> worth)
    {
        SqlStarters.ThrowIfNoWindow(days);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAnswers, 1);
        JoinedQuery Counted(SourceWriter source) => _rows.Join(source, (days, lowest, highest), _ => Latest(source, days, lowest, highest));
        string Enough(SourceWriter source, string value) => string.Create(CultureInfo.InvariantCulture,
            $"CASE WHEN {Counted(source).Value("count(*)")} >= {minimumAnswers} THEN {value} END");
        SqlExpression age = Starter($"age of {name}", source => Enough(source, source.Dialect.Cast(
            source.Dialect.Events!.Ticks(Counted(source).Value($"max({source.Prefix}at)"), source.Now))
            + $" / {source.Dialect.Number(TimeSpan.TicksPerDay)}"));
        return Starter(name, source =>
        {
            string sum = source.Dialect.Cast(Counted(source).Value($"sum({worth($"{source.Prefix}rating")})"));
            string answers = source.Dialect.Cast(Counted(source).Value("count(*)"));
            return Enough(source, $"{source.Dialect.Number(factor)} * {sum} / {answers}");
        }, age);
    }

    private SqlExpression Starter(string what, Func<SourceWriter, string> write, SqlExpression? age = null) =>
        new(new StarterForm(_rows, source => _rows.IfCustomer(source, write(source))), what, age);

    private string Rows(SourceWriter source, long days)
    {
        EventSpelling events = source.Dialect.Events!;
        (string, string)[] respondent = _respondent is { } name
            ? [("respondent", events.Exact(events.Text(EventRows.Column(source, name))))] : [];
        return _rows.Select(source, days, [("rating", source.Dialect.Raw(EventRows.Column(source, _rating))), .. respondent]);
    }

    /// <summary>The answers in the window and on the scale; of those of one respondent, the latest.</summary>
    private string Latest(SourceWriter source, int days, int lowest, int highest)
    {
        string p = source.Prefix, rows = $"{Rows(source, days)} AND {OnScale(source, lowest, highest)}";
        if (_respondent is null)
            return rows;
        string rank = $"row_number() OVER (PARTITION BY {p}customer, {p}respondent ORDER BY {p}at DESC, {p}rating)";
        return $"(\nSELECT {p}customer, {p}at, {p}rating, {p}respondent, {rank} AS {p}rank\nFROM {rows}\n) AS {p}ranked"
            + $"\nWHERE {p}rank = 1 OR {p}respondent = {source.Dialect.Events!.Exact("''")}";
    }

    private static string OnScale(SourceWriter source, int lowest, int highest) => string.Create(CultureInfo.InvariantCulture,
        $"{source.Prefix}rating >= {lowest} AND {source.Prefix}rating <= {highest}");
}
