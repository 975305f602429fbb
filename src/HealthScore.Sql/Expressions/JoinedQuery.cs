using System.Globalization;

namespace HealthScoring.Sql.Expressions;

/// <summary>A sub-query with one row per customer at the most, joined to the customers.</summary>
internal sealed class JoinedQuery(string name, string prefix, string key, Func<int, string> rows)
{
    private readonly List<string> _aggregates = [];
    private int _days;

    /// <summary>An aggregate of the customer's rows; NULL where there are none.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="days">How many days back it reads.</param>
    public string Value(string aggregate, int days = 0)
    {
        _days = Math.Max(_days, days);
        int place = _aggregates.IndexOf(aggregate);
        if (place < 0)
        {
            place = _aggregates.Count;
            _aggregates.Add(aggregate);
        }
        return $"{name}.{NameOf(place)}";
    }

    /// <summary>The sub-query with its name and what it is joined by.</summary>
    public override string ToString()
    {
        string customer = $"{prefix}customer";
        string aggregates = string.Concat(_aggregates.Select((aggregate, place) => $",\n    {aggregate} AS {NameOf(place)}"));
        return $"(\nSELECT\n    {customer}{aggregates}\nFROM {rows(_days)}\nGROUP BY {customer}\n) AS {name} ON {name}.{customer} = {key}";
    }

    private string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{prefix}value_{place + 1}");
}
