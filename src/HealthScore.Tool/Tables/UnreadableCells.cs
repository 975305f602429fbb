using HealthScoring.Text;

namespace HealthScoring.Tool.Tables;

/// <summary>Collects the cells that cannot be read: all are counted, and the first of each column are named.</summary>
internal sealed class UnreadableCells
{
    private const int MostNamed = 3;

    private readonly Dictionary<int, ColumnErrors> _columns = [];
    private readonly List<(BlockColumn Column, int Row, long FileRow, string Cell)> _found = [];

    /// <summary>How many rows have such a cell.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether a row lacks its customer or its time, without which nothing can be said of it.</summary>
    public bool HasRequired => _columns.Values.Any(errors => errors.Column.IsRequired);

    /// <summary>Takes a cell of the block that is being read, row by row.</summary>
    /// <param name="column">The column that it is in.</param>
    /// <param name="row">The row of the block.</param>
    /// <param name="fileRow">The row as a spreadsheet counts it: the headings are row 1.</param>
    /// <param name="cell">The cell.</param>
    public void Add(BlockColumn column, int row, long fileRow, string cell) => _found.Add((column, row, fileRow, cell));

    /// <summary>Counts the cells of the block in those rows that are kept.</summary>
    public void Count(Func<int, bool> isKept)
    {
        int last = -1;
        foreach ((BlockColumn column, int row, long fileRow, string cell) in _found.Where(found => isKept(found.Row)))
        {
            Rows += row == last ? 0 : 1;
            last = row;
            Count(column, fileRow, cell);
        }
        _found.Clear();
    }

    private void Count(BlockColumn column, long row, string cell)
    {
        if (!_columns.TryGetValue(column.Place, out ColumnErrors? errors))
            _columns.Add(column.Place, errors = new(column, column.Explain(cell)));
        errors.Cells++;
        if (errors.Named.Count < MostNamed && !errors.Named.Exists(named => named.Cell == cell))
            errors.Named.Add((row, cell));
    }

    /// <summary>One line for each column.</summary>
    public IEnumerable<string> Lines() => _columns.Values.Select(errors =>
        $"column \"{Excerpt.OfValue(errors.Column.Header)}\", {Number.Counted(errors.Cells, "cell")}: "
        + $"{string.Join(", ", errors.Named.Select(named => $"\"{Excerpt.OfValue(named.Cell)}\" in row {Number.Count(named.Row)}"))} "
        + errors.Explanation);

    private sealed class ColumnErrors(BlockColumn column, string explanation)
    {
        public BlockColumn Column => column;

        public string Explanation => explanation;

        public long Cells { get; set; }

        public List<(long Row, string Cell)> Named { get; } = [];
    }
}
