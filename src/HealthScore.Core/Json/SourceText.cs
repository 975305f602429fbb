using System.Text;

namespace HealthScoring.Json;

/// <summary>The text of a JSON tree, and where its lines begin.</summary>
internal sealed class SourceText(byte[] utf8)
{
    private int[]? _breaks;

    public ReadOnlySpan<byte> Utf8 => utf8;

    /// <summary>The line of a byte, from 1.</summary>
    public int LineOf(int position)
    {
        _breaks ??= Breaks();
        int found = Array.BinarySearch(_breaks, position);
        return 1 + (found < 0 ? ~found : found);
    }

    /// <summary>The column, in characters and from 1, that is some bytes into a line.</summary>
    public int ColumnOf(int line, int bytes)
    {
        _breaks ??= Breaks();
        ReadOnlySpan<byte> rest = Utf8[(line > 1 ? _breaks[line - 2] + 1 : 0)..];
        return 1 + Encoding.UTF8.GetCharCount(rest[..Math.Min(bytes, rest.Length)]);
    }

    private int[] Breaks()
    {
        var breaks = new int[Utf8.Count((byte)'\n')];
        for (int i = 0, at = -1; i < breaks.Length; i++)
            breaks[i] = at += 1 + Utf8[(at + 1)..].IndexOf((byte)'\n');
        return breaks;
    }
}
