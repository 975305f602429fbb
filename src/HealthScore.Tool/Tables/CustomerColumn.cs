using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>The customers' ids, as they stand in the file. Every row has one.</summary>
/// <param name="rows">How many rows a block has at most.</param>
/// <param name="format">How the file writes cells.</param>
/// <param name="header">The column's heading.</param>
internal sealed class CustomerColumn(int rows, TableFormat format, string header) : BlockColumn(header)
{
    public override bool IsRequired => true;

    /// <summary>The ids.</summary>
    public string[] Values { get; } = new string[rows];

    public override bool TrySet(int row, ReadOnlySpan<char> cell)
    {
        if (MissingCells.IsMissing(cell.Trim(), format))
            return false;
        Values[row] = cell.ToString();
        return true;
    }

    public override bool TrySet(int row, double number) => TrySet(row, WrittenNumber.Of(number).AsSpan());

    public override bool TrySet(int row, decimal whole) => TrySet(row, WrittenNumber.Of(whole).AsSpan());

    public override bool TrySet(int row, DateTime time) => false;

    public override bool TrySetMissing(int row) => false;

    public override void SetUnreadable(int row) => Values[row] = "";

    public override void Move(int from, int to) => Values[to] = Values[from];

    public override string Explain(string cell) => "is no id, and every row has to have its customer";
}
