using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>Numbers; NaN where they are missing.</summary>
/// <param name="rows">How many rows a block has at most.</param>
/// <param name="format">How the file writes cells.</param>
/// <param name="column">How this column does.</param>
/// <param name="isAllowed">Which numbers may stand in it; null for all.</param>
/// <param name="rule">Says so in words.</param>
internal sealed class NumberColumn(int rows, TableFormat format, ValueColumn column, Func<double, bool>? isAllowed = null, string rule = "")
    : BlockColumn(column.Header)
{
    // A NaN of its own bits, which arithmetic takes for any other.
    private static readonly long Unreadable = BitConverter.DoubleToInt64Bits(double.NaN) ^ 0x5EED;

    private readonly NumberCells _cells = new(format, column);

    /// <summary>The numbers.</summary>
    public double[] Values { get; } = new double[rows];

    /// <summary>Whether a row has a value which cannot be read.</summary>
    public bool IsUnreadable(int row) => BitConverter.DoubleToInt64Bits(Values[row]) == Unreadable;

    public override bool TrySet(int row, ReadOnlySpan<char> cell) => _cells.TryRead(cell, out Values[row]) && IsAllowed(Values[row]);

    public override bool TrySet(int row, double number)
    {
        Values[row] = number;
        return IsAllowed(number);
    }

    public override bool TrySet(int row, DateTime time) => false;

    public override bool TrySetMissing(int row)
    {
        Values[row] = double.NaN;
        return true;
    }

    public override void SetUnreadable(int row) => Values[row] = BitConverter.Int64BitsToDouble(Unreadable);

    public override void Move(int from, int to) => Values[to] = Values[from];

    public override string Explain(string cell) => _cells.TryRead(cell, out _) ? rule : _cells.Explain(cell);

    private bool IsAllowed(double number) => isAllowed is null || double.IsNaN(number) || isAllowed(number);
}
