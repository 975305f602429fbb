using System.Runtime.CompilerServices;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Starters;

namespace HealthScoring.Sql;

/// <summary>
/// The starter metrics as SQL: the database counts a table of events, answers or payments, and nothing has to be loaded. For PostgreSQL, DuckDB,
/// SQLite and MySQL, where the tests find each the same number as the starter in C#.
/// </summary>
/// <remarks>
/// <para>Give the result to <see cref="SqlSourceBuilder.Metric"/>. A table is named by its name or as an <see cref="SqlTable"/>; its rows have a
/// column that holds the customer's key, and a time of the dialect's type. The sub-queries are joined to the customers.</para>
/// <para>Windows end at the time of the score, the query's parameter or that of <see cref="SqlSourceBuilder.AsOf(SqlExpression)"/>. What happened
/// later does not count, nor does a row without a time or a customer. A user, feature, id or respondent can be of any type, is compared by the bytes
/// of its text, and is the empty text where it is NULL.</para>
/// </remarks>
public static class SqlStarters
{
    private const int MostDays = 36_500;

    /// <summary>A table of what customers' users did; as an <see cref="ActivityLog{TCustomer}"/>, with days of UTC.</summary>
    /// <param name="table">The table, with a row per event.</param>
    /// <param name="customer">Its column with the customer's key.</param>
    /// <param name="at">Its column with the time.</param>
    /// <param name="user">Its column with the user.</param>
    /// <param name="feature">Its column with the feature.</param>
    /// <param name="firstDay">Since when each customer exists: a column of the customers, or SQL; NULL when it is not a customer yet.</param>
    /// <param name="options">How the events are read; <see langword="null"/> for the defaults.</param>
    /// <returns>The log, which makes the metrics.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="options"/> is <see langword="null"/>.</exception>
    public static SqlActivityLog Activity(
        SqlTable table, string customer, string at, string user, string feature, SqlExpression firstDay, SqlActivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(firstDay);
        options ??= new();
        var rows = new EventRows(table, customer, at, [("user", user), ("feature", feature), ("id", options.Id)], options.Key, firstDay);
        return new(rows, user, feature, options);
    }

    /// <summary>A table of answers to a survey that asks for a rating.</summary>
    /// <param name="table">The table, with a row per answer.</param>
    /// <param name="customer">Its column with the customer's key.</param>
    /// <param name="at">Its column with the time.</param>
    /// <param name="rating">Its column with the rating, a whole number; an answer where it is NULL does not count.</param>
    /// <param name="respondent">
    /// Its column with who gave it: the latest of a respondent's answers counts. Those where it is NULL or empty each count, as all do without the
    /// column.
    /// </param>
    /// <param name="firstDay">
    /// Since when each customer exists, before which the metrics are missing; <see langword="null"/> where that does not matter.
    /// </param>
    /// <param name="key">The column of the customers that the answers name; <see langword="null"/> for the source's first key.</param>
    /// <returns>The survey, which makes the metrics.</returns>
    /// <exception cref="ArgumentNullException">An argument without a default is <see langword="null"/>.</exception>
    public static SqlSurvey Survey(
        SqlTable table, string customer, string at, string rating, string? respondent = null, SqlExpression? firstDay = null, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(rating);
        return new(new(table, customer, at, [("rating", rating), ("respondent", respondent)], key, firstDay), rating, respondent);
    }

    /// <summary>Failed payments in a window, as <see cref="CustomerMetrics{TCustomer}.FailedPayments"/>.</summary>
    /// <param name="table">The table, with a row per failed payment.</param>
    /// <param name="customer">Its column with the customer's key.</param>
    /// <param name="at">Its column with the time.</param>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <param name="firstDay">
    /// Since when each customer exists, before which the metric is missing; <see langword="null"/> where that does not matter.
    /// </param>
    /// <param name="key">The column of the customers that the payments name; <see langword="null"/> for the source's first key.</param>
    /// <returns>The metric, in failed payments.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    /// <exception cref="ArgumentNullException">An argument without a default is <see langword="null"/>.</exception>
    public static SqlExpression FailedPayments(
        SqlTable table, string customer, string at, int days = 90, SqlExpression? firstDay = null, string? key = null)
    {
        EventRows rows = Rows(table, customer, at, days, firstDay, key);
        return new(new StarterForm(rows, source => rows.IfCustomer(source, source.Dialect.Cast(Count(rows, source, days)))), "failed payments");
    }

    /// <summary>Tickets per 100 seats in a window, as <see cref="CustomerMetrics{TCustomer}.SupportLoad"/>.</summary>
    /// <param name="table">The table, with a row per ticket.</param>
    /// <param name="customer">Its column with the customer's key.</param>
    /// <param name="at">Its column with the time when it was opened.</param>
    /// <param name="seats">The number of seats: a column of the customers, or SQL.</param>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <param name="firstDay">
    /// Since when each customer exists, before which the metric is missing; <see langword="null"/> where that does not matter.
    /// </param>
    /// <param name="key">The column of the customers that the tickets name; <see langword="null"/> for the source's first key.</param>
    /// <returns>The metric, in tickets per 100 seats.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    /// <exception cref="ArgumentNullException">An argument without a default is <see langword="null"/>.</exception>
    public static SqlExpression SupportLoad(
        SqlTable table, string customer, string at, SqlExpression seats, int days = 28, SqlExpression? firstDay = null, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(seats);
        EventRows rows = Rows(table, customer, at, days, firstDay, key);
        return new(new StarterForm(rows, source =>
        {
            SqlDialect dialect = source.Dialect;
            string given = seats.Form.Write(source), size = seats.Form.IsDouble ? given : dialect.Raw(given);
            // Above 0 by so much that no quotient is infinite, which some engines call an error.
            string load = $"CASE WHEN {size} > {dialect.Number(1e-290)} AND {size} <= {dialect.Number(double.MaxValue)}"
                + $" THEN {dialect.Number(100)} * {dialect.Cast(Count(rows, source, days))} / {size} END";
            return rows.IfCustomer(source, load);
        }, seats), "support load");
    }

    internal static void ThrowIfNoWindow(int days, [CallerArgumentExpression(nameof(days))] string? parameter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays, parameter);
    }

    private static EventRows Rows(SqlTable table, string customer, string at, int days, SqlExpression? firstDay, string? key)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(at);
        ThrowIfNoWindow(days);
        return new(table, customer, at, [], key, firstDay);
    }

    // A customer without rows has none in the sub-query.
    private static string Count(EventRows rows, SourceWriter source, int days) =>
        $"coalesce({rows.Join(source, "count", _ => rows.Select(source, days)).Value("count(*)")}, 0)";
}
