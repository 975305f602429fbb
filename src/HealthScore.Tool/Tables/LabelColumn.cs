using HealthScoring.Columns;
using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>The few texts of a label or a segment, each by its number in a list of those there are in the block.</summary>
/// <param name="rows">How many rows a block has at most.</param>
/// <param name="format">How the file writes cells.</param>
/// <param name="header">The column's heading.</param>
internal sealed class LabelColumn(int rows, TableFormat format, string header) : BlockColumn(header)
{
    private const int Missing = -1;

    private readonly int[] _codes = new int[rows];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly List<string?> _texts = [];
    private readonly HashSet<int> _unreadable = [];

    /// <summary>The text of a row; null where it is missing.</summary>
    public string? this[int row] => _codes[row] == Missing ? null : _texts[_codes[row]];

    /// <summary>Whether a row has a value which cannot be read.</summary>
    public bool IsUnreadable(int row) => _unreadable.Contains(row);

    /// <summary>The number of each row's text in <see cref="Texts"/>; −1 where it is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>The texts of the block.</summary>
    public IReadOnlyList<string?> Texts => _texts;

    /// <summary>The block's first rows as a column to score.</summary>
    public MetricColumn ToColumn(int count) => MetricColumn.OfLabels(_codes.AsMemory(0, count), _texts.ToArray());

    public override void Clear()
    {
        _codeOf.Clear();
        _texts.Clear();
        _unreadable.Clear();
    }

    public override bool TrySet(int row, ReadOnlySpan<char> cell)
    {
        if (MissingCells.IsMissing(cell.Trim(), format))
        {
            _codes[row] = Missing;
            return true;
        }
        if (!_codeOf.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(cell, out int code))
        {
            code = _texts.Count;
            string text = cell.ToString();
            _codeOf.Add(text, code);
            _texts.Add(text);
        }
        _codes[row] = code;
        return true;
    }

    public override bool TrySet(int row, double number) => TrySet(row, WrittenNumber.Of(number).AsSpan());

    public override bool TrySet(int row, decimal whole) => TrySet(row, WrittenNumber.Of(whole).AsSpan());

    public override bool TrySet(int row, bool yes) => TrySet(row, (yes ? "true" : "false").AsSpan());

    public override bool TrySet(int row, DateTime time) => false;

    public override bool TrySetMissing(int row)
    {
        _codes[row] = Missing;
        return true;
    }

    public override void SetUnreadable(int row)
    {
        _codes[row] = Missing;
        _unreadable.Add(row);
    }

    public override void Move(int from, int to)
    {
        _codes[to] = _codes[from];
        if (_unreadable.Remove(from))
            _unreadable.Add(to);
        else
            _unreadable.Remove(to);
    }

    public override string Explain(string cell) => "is not text";
}
