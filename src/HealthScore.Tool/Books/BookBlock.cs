using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;

namespace HealthScoring.Tool.Books;

/// <summary>Some rows of a book, as columns by what they mean.</summary>
internal sealed class BookBlock
{
    /// <summary>How many rows a block has at most.</summary>
    public const int MostRows = 4096;

    private const double MostWeight = 1e15;

    private readonly Dictionary<string, BookValue> _values = new(StringComparer.Ordinal);
    private readonly List<(int Index, BlockColumn Column)> _columns = [];
    private readonly DateTimeOffset _asOf;

    /// <summary>Makes room for rows.</summary>
    /// <param name="mapping">Which column is what.</param>
    /// <param name="names">The metrics, signals and labels that are read.</param>
    /// <param name="indexOf">Gives the number of a column in the file.</param>
    /// <param name="asOf">The time of rows that do not tell theirs.</param>
    public BookBlock(BookMapping mapping, IEnumerable<string> names, Func<string, int> indexOf, DateTimeOffset asOf)
    {
        TableFormat format = mapping.Format;
        _asOf = asOf;
        Customers = new(MostRows, format, mapping.Customer);
        Times = mapping.AsOf is { } time ? new(MostRows, format, time, isRequired: true) : null;
        Segments = mapping.Segment is { } segment ? new(MostRows, format, segment) : null;
        Weights = mapping.Weight is { } weight
            ? new(MostRows, format, weight, number => number is >= 0 and <= MostWeight, "is no weight: it has to be from 0 to 1e15") : null;
        Treated = Answer(mapping.Treated);
        Outcomes = Answer(mapping.Outcome?.Column);
        foreach (string name in names)
        {
            if (mapping.Labels.TryGetValue(name, out string? label))
                _values.Add(name, new(null, new(MostRows, format, label), null, null));
            else if (mapping.Metrics.TryGetValue(name, out ValueColumn? column))
                _values.Add(name, ValueOf(column));
        }
        BlockColumn?[] all = [Customers, Times, Segments, Weights, Treated, Outcomes, .. _values.Values.SelectMany(value => value.Columns)];
        foreach ((int place, BlockColumn column) in all.OfType<BlockColumn>().Index())
        {
            column.Place = place;
            _columns.Add((indexOf(column.Header), column));
        }

        NumberColumn? Answer(ValueColumn? column) => column is null ? null : new(MostRows, format, column, number => number is 0 or 1,
            "is neither 1 nor 0; where the column has texts, map it with \"yes\" and \"no\"");
        BookValue ValueOf(ValueColumn column) => new(new(MostRows, format, column), null,
            column.ObservedAt is { } observed ? new(MostRows, format, observed) : null,
            column.AgeInDays is { } age
                ? new(MostRows, format, new(age), number => number >= 0, "is no age: it has to be 0 or more days") : null);
    }

    /// <summary>How many rows it has.</summary>
    public int Rows { get; private set; }

    /// <summary>The customers' ids.</summary>
    public CustomerColumn Customers { get; }

    /// <summary>The rows' times; null where they do not tell theirs.</summary>
    public TimeColumn? Times { get; }

    /// <summary>The segments that the file names; null where it names none.</summary>
    public LabelColumn? Segments { get; }

    /// <summary>What the customers weigh; null where they have no weight.</summary>
    public NumberColumn? Weights { get; }

    /// <summary>Whether something was done to keep the customers; null where the file does not say.</summary>
    public NumberColumn? Treated { get; }

    /// <summary>Whether the outcome came; null where the file does not say.</summary>
    public NumberColumn? Outcomes { get; }

    /// <summary>The metrics, signals and labels that the file has, by name.</summary>
    public IReadOnlyDictionary<string, BookValue> Values => _values;

    /// <summary>The time of a row.</summary>
    public DateTimeOffset TimeOf(int row) => Times?[row] ?? _asOf;

    /// <summary>Reads the next rows.</summary>
    /// <param name="source">The file.</param>
    /// <param name="only">The time of the rows that are kept; null keeps all.</param>
    /// <returns>How many there were; of those none may be of the time.</returns>
    public int Read(TableSource source, DateTimeOffset? only)
    {
        foreach ((_, BlockColumn column) in _columns)
            column.Clear();
        int read = source.Read(_columns, MostRows);
        // A row whose time cannot be read may be one of those.
        bool IsKept(int row) => only is not { } time || Times is null || Times[row] == time || Times.IsUnreadable(row);
        source.Unreadable.Count(IsKept);
        Rows = 0;
        for (int row = 0; row < read; row++)
        {
            if (!IsKept(row))
                continue;
            if (Rows != row)
            {
                foreach ((_, BlockColumn column) in _columns)
                    column.Move(row, Rows);
            }
            Rows++;
        }
        return read;
    }
}
