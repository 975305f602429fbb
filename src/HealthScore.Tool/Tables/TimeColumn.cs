using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>Times in UTC, in ticks of 100 nanoseconds.</summary>
/// <param name="rows">How many rows a block has at most.</param>
/// <param name="format">How the file writes cells.</param>
/// <param name="header">The column's heading.</param>
/// <param name="isRequired">Whether every row has to have one.</param>
internal sealed class TimeColumn(int rows, TableFormat format, string header, bool isRequired = false) : BlockColumn(header)
{
    private const long Unreadable = TimeCells.Missing + 1;

    private readonly TimeCells _cells = new(format);
    private readonly long[] _ticks = new long[rows];

    public override bool IsRequired => isRequired;

    /// <summary>The time of a row; null where it is missing, or cannot be read.</summary>
    public DateTimeOffset? this[int row] => _ticks[row] < 0 ? null : new(_ticks[row], TimeSpan.Zero);

    /// <summary>Whether a row has a time which cannot be read.</summary>
    public bool IsUnreadable(int row) => _ticks[row] == Unreadable;

    public override bool TrySet(int row, ReadOnlySpan<char> cell) =>
        _cells.TryRead(cell, out _ticks[row]) && !(isRequired && _ticks[row] == TimeCells.Missing);

    public override bool TrySet(int row, double number) => false;

    public override bool TrySet(int row, DateTime time)
    {
        // Parquet's reader calls a time without a zone local; the file means it as written, and not by the zone of this machine.
        _ticks[row] = time.Ticks;
        return true;
    }

    public override bool TrySetMissing(int row)
    {
        _ticks[row] = TimeCells.Missing;
        return !isRequired;
    }

    public override void SetUnreadable(int row) => _ticks[row] = Unreadable;

    public override void Move(int from, int to) => _ticks[to] = _ticks[from];

    public override string Explain(string cell) => cell.Length == 0 ? "is empty, and every row has to have its time" : _cells.Explain();
}
