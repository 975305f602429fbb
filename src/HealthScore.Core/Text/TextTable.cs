namespace HealthScoring.Text;

/// <summary>Rows of cells in aligned columns, two spaces apart. Names stand on the left of their column, numbers on the right.</summary>
/// <param name="names">How many columns hold names; they come first.</param>
/// <param name="headings">A heading for each column.</param>
internal sealed class TextTable(int names, params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length))];
        return _rows.Select(row => string.Join("  ",
            row.Select((cell, column) => column < names ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
