using System.Globalization;
using System.Text;
using HealthScoring.Tool.Books;

namespace HealthScoring.Tool.Scores;

/// <summary>Writes scores as CSV (RFC 4180): UTF-8, commas, every digit of a number, an empty cell for what is missing.</summary>
/// <param name="stream">Where to; it stays open.</param>
/// <param name="names">The names of segments and tiers.</param>
/// <param name="hasTimes">Whether rows tell their time.</param>
/// <param name="hasDetails">Whether drivers, guardrails and actions are written.</param>
internal sealed class CsvSink(Stream stream, ScoreNames names, bool hasTimes, bool hasDetails) : ScoreSink
{
    private const int BufferSize = 1 << 16;
    private const int LongestNumber = 32;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private bool _isBegun;

    public override void Write(BookBlock block, ScoredRows scores)
    {
        Begin();
        for (int row = 0; row < block.Rows; row++)
        {
            Text(block.Customers.Values[row]);
            if (hasTimes)
                Next().Text(block.TimeOf(row).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
            Next().Cell(names.SegmentCellOf(scores.Segments[row]));
            Next().Number(scores.Scores[row]);
            Next().Cell(names.TierCellOf(scores.Segments[row], scores.Tiers[row]));
            Next().Number(scores.Coverage[row]);
            if (hasDetails)
            {
                (string drivers, string guardrails, string actions) = scores.Details[row];
                Next().Text(drivers);
                Next().Text(guardrails);
                Next().Text(actions);
            }
            Byte((byte)'\n');
        }
    }

    public override void Complete()
    {
        Begin();
        Flush();
        stream.Flush();
    }

    private void Begin()
    {
        if (_isBegun)
            return;
        _isBegun = true;
        Text("customer");
        foreach (string heading in (string[])[.. hasTimes ? ["as-of"] : (string[])[], "segment", "score", "tier", "coverage",
            .. hasDetails ? ["drivers", "guardrails", "actions"] : (string[])[]])
        {
            Next().Text(heading);
        }
        Byte((byte)'\n');
    }

    private CsvSink Next()
    {
        Byte((byte)',');
        return this;
    }

    private void Number(double number)
    {
        if (double.IsNaN(number))
            return;
        Reserve(LongestNumber);
        number.TryFormat(_buffer.AsSpan(_used), out int written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    private void Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        if (CsvCell.IsPlain(text) && text.Length <= LongestNumber)
        {
            Reserve(4 * LongestNumber);
            _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
            return;
        }
        Cell(CsvCell.Of(text));
    }

    private void Cell(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > BufferSize)
        {
            Flush();
            stream.Write(cell);
            return;
        }
        Reserve(cell.Length);
        cell.CopyTo(_buffer.AsSpan(_used));
        _used += cell.Length;
    }

    private void Byte(byte sign)
    {
        Reserve(1);
        _buffer[_used++] = sign;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _used < bytes)
            Flush();
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
