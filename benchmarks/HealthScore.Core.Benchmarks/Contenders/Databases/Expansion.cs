using System.Text.RegularExpressions;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>
/// The staged query as one expression: each name in it replaced by what it stands for, again and again, as an optimiser does that is not kept
/// from it, or a person who writes the score wherever it is needed.
/// </summary>
internal sealed partial class Expansion
{
    private const string CurveEnding = "_points";

    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, (double Curves, double Characters)> _sizes = [];

    public Expansion(string staged)
    {
        // A stage's columns read those of the stages before, so a name that comes again stands for the same.
        foreach ((string name, string value) in new QueryForm("", staged).Columns())
            _values.TryAdd(name, value);
    }

    /// <summary>How often a curve stands in the expression of a column, and how long that expression is.</summary>
    public (double Curves, double Characters) SizeOf(string column)
    {
        if (_sizes.TryGetValue(column, out (double Curves, double Characters) known))
            return known;
        string value = _values[column];
        (double curves, double characters) = (column.EndsWith(CurveEnding, StringComparison.Ordinal) ? 1 : 0, value.Length);
        foreach (Match name in Names(value))
        {
            (double Curves, double Characters) inner = SizeOf(name.Value);
            curves += inner.Curves;
            characters += inner.Characters;
        }
        return _sizes[column] = (curves, characters);
    }

    /// <summary>The expression of a column.</summary>
    public string TextOf(string column) =>
        Name().Replace(_values[column], name => _values.ContainsKey(name.Value) ? $"({TextOf(name.Value)})" : name.Value);

    private IEnumerable<Match> Names(string value) => Name().Matches(value).Where(name => _values.ContainsKey(name.Value));

    // Quoted names are the table's own.
    [GeneratedRegex(@"(?<![\w""'.])[a-z]\w*(?![\w""'.])")]
    private static partial Regex Name();
}
