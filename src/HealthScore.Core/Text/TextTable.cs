using System.Text;

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
        int[] widths = new int[headings.Length];
        foreach (string[] row in _rows)
        {
            for (int column = 0; column < widths.Length; column++)
                widths[column] = Math.Max(widths[column], row[column].Length);
        }
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int column = 0; column < widths.Length; column++)
            {
                (string cell, int space) = (row[column], widths[column] - row[column].Length);
                line.Append(column == 0 ? "" : "  ").Append(' ', column < names ? 0 : space).Append(cell).Append(' ', column < names ? space : 0);
            }
            yield return line.ToString().TrimEnd();
        }
    }
}
