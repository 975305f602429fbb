using System.Globalization;

namespace HealthScoring.Sql.Expressions;

/// <summary>Writes what a query reads: the customers, and what is joined to them.</summary>
internal sealed class SourceWriter
{
    private readonly SqlDialect _dialect;
    private readonly string _key;
    private readonly Dictionary<object, JoinedQuery> _joined = [];
    private bool _readsClock;

    /// <param name="dialect">The dialect.</param>
    /// <param name="prefix">What every name that is not the user's starts with.</param>
    /// <param name="key">The column that identifies a customer, unless an expression names another.</param>
    /// <param name="given">The user's own expression for the time of the score; or <see langword="null"/>.</param>
    /// <param name="asOf">The time of the score otherwise.</param>
    public SourceWriter(SqlDialect dialect, string prefix, string key, SqlExpression? given, string asOf)
    {
        (_dialect, Prefix, _key) = (dialect, prefix, key);
        AsOf = given?.Form.Write(this) ?? asOf;
    }

    public SqlDialect Dialect => _dialect;

    /// <summary>What every name that is not the user's starts with.</summary>
    public string Prefix { get; }

    /// <summary>The time of the score.</summary>
    public string AsOf { get; }

    /// <summary>The time of the score as the moments of events are compared with it.</summary>
    public string Now => Clock($"{Prefix}now");

    /// <summary>The midnight before it, in UTC.</summary>
    public string Midnight => Clock($"{Prefix}midnight");

    /// <summary>A table of one row with both, for a sub-query that reads them.</summary>
    public string ClockTable
    {
        get
        {
            string now = _dialect.Events!.Moment(AsOf);
            return $"(SELECT {now} AS {Prefix}now, {_dialect.Events.Midnight(now)} AS {Prefix}midnight{_dialect.Events.ClockClosing})"
                + $" AS {Prefix}clock";
        }
    }

    /// <summary>A column of the customers.</summary>
    public string Column(string name) => $"customers.{_dialect.Quote(name)}";

    /// <summary>The sub-query of a purpose, joined once however often it is asked for.</summary>
    /// <param name="purpose">What it is for; equal for equal sub-queries.</param>
    /// <param name="customersKey">The column of the customers that it is joined by; <see langword="null"/> for the key.</param>
    /// <param name="rows">
    /// What it groups by the column of the prefix and <c>customer</c>: what stands after FROM, given for how many days back rows are read.
    /// </param>
    public JoinedQuery Join(object purpose, string? customersKey, Func<int, string> rows)
    {
        if (!_joined.TryGetValue(purpose, out JoinedQuery? joined))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}joined_{_joined.Count + 1}");
            _joined.Add(purpose, joined = new(name, Prefix, Column(customersKey ?? _key), rows));
        }
        return joined;
    }

    /// <summary>What stands after FROM.</summary>
    public string From(string customers) => $"{customers} AS customers"
        + (_readsClock ? $"\nCROSS JOIN {ClockTable}" : "")
        + string.Concat(_joined.Values.Select(joined => $"\nLEFT JOIN {joined}"));

    private string Clock(string column)
    {
        _readsClock = true;
        return $"{Prefix}clock.{column}";
    }
}
