using HealthScoring.Sql.Dialects;
using HealthScoring.Sql.Expressions;

namespace HealthScoring.Sql.Starters;

/// <summary>A table with rows about customers, each with a time.</summary>
/// <param name="table">The table.</param>
/// <param name="customer">The column that names the customer.</param>
/// <param name="at">The column of the time.</param>
/// <param name="others">Further columns that are read, each with what it is; a <see langword="null"/> name is none.</param>
/// <param name="key">The column of the customers that is named; <see langword="null"/> for the key.</param>
/// <param name="firstDay">Since when each customer exists; <see langword="null"/> where that does not matter.</param>
internal sealed class EventRows(
    SqlTable table, string customer, string at, (string What, string? Name)[] others, string? key, SqlExpression? firstDay)
{
    private IEnumerable<(string What, string Name)> Named => [("customer", customer), ("time", at), .. others.Where(one => one.Name is not null)!];

    /// <summary>The columns of the customers that are read.</summary>
    public IEnumerable<string> CustomerColumns => [.. key is null ? (string[])[] : [key], .. firstDay?.Form.Columns ?? []];

    /// <summary>Every text of the user.</summary>
    public IEnumerable<string> Texts => [.. table.Texts, .. Named.Select(one => one.Name), .. CustomerColumns, .. firstDay?.Form.Texts ?? []];

    public void Check(string path, MappingErrors errors)
    {
        if (errors.Dialect.Events is null)
        {
            errors.Add(path, $"starters are not written for {errors.Dialect}, only for {SqlDialect.Names(dialect => dialect.Events is not null)}",
                "give a column or SQL of your own");
        }
        table.Check($"table of {path}", errors);
        foreach ((string what, string name) in Named)
            errors.CheckName(path, $"the name of the column with the {what}", name);
        if (key is not null)
            errors.CheckName(path, "the key's name", key);
        firstDay?.Form.Check($"first day of {path}", errors);
    }

    /// <summary>A value, or NULL before the customer's first day.</summary>
    public string IfCustomer(SourceWriter source, string value) => firstDay is null ? value
        : $"CASE WHEN {FirstDay(source)} <= {source.Now} THEN {value} END";

    /// <summary>The customer's first day as a moment.</summary>
    public string FirstDay(SourceWriter source) => source.Dialect.Events!.Moment(firstDay!.Form.Write(source));

    /// <summary>The sub-query of the rows for a purpose.</summary>
    /// <param name="source">Writes what the query reads.</param>
    /// <param name="purpose">What it is for; one sub-query serves equal purposes over these rows.</param>
    /// <param name="rows">What it groups by customer, given for how many days back rows are read.</param>
    public JoinedQuery Join(SourceWriter source, object purpose, Func<int, string> rows) => source.Join((this, purpose), key, rows);

    /// <summary>
    /// The rows up to the time of the score as a sub-query, with the columns <c>customer</c>, <c>at</c>, <c>now</c>, <c>midnight</c> and more.
    /// </summary>
    /// <param name="source">Writes what the query reads.</param>
    /// <param name="days">How many days back rows are read; <see langword="null"/> for all.</param>
    /// <param name="columns">Further columns, each with its name and what it is.</param>
    public string Select(SourceWriter source, long? days, params (string Name, string Value)[] columns)
    {
        EventSpelling events = source.Dialect.Events!;
        string p = source.Prefix;
        (string Name, string Value)[] all = [("customer", Column(source, customer)), ("at", events.Moment(At(source))), .. columns];
        string past = $"{p}at <= {p}now" + (days is { } back ? $" AND {p}at > {events.Before($"{p}now", back)}" : "");
        return $"(\nSELECT\n{string.Concat(all.Select(column => $"    {column.Value} AS {p}{column.Name},\n"))}"
            + $"    {p}clock.{p}now, {p}clock.{p}midnight\nFROM {table.Write(source.Dialect)} AS {p}rows"
            + $"\nCROSS JOIN {source.ClockTable}{events.RowsClosing}\n) AS {p}events\nWHERE {past}";
    }

    /// <summary>The column of the time.</summary>
    public string At(SourceWriter source) => Column(source, at);

    /// <summary>A column of the rows.</summary>
    public static string Column(SourceWriter source, string name) => $"{source.Prefix}rows.{source.Dialect.Quote(name)}";
}
