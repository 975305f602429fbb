using System.Runtime.InteropServices;

namespace HealthScoring.Columns;

/// <summary>
/// Values from the start of a cache line on: a vector that crosses one takes two loads, and what was stored that way is not read back before the
/// store is done. Pinned memory stays where it is.
/// </summary>
internal sealed class AlignedMemory
{
    private const int ValuesOfLine = 64 / sizeof(double);

    private readonly double[] _values;
    private readonly int _first;

    public AlignedMemory(int length)
    {
        _values = GC.AllocateArray<double>(length + ValuesOfLine, pinned: true);
        _first = (int)(-(Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) / sizeof(double)) & (ValuesOfLine - 1));
        Length = length;
    }

    public int Length { get; }

    public Span<double> Span => _values.AsSpan(_first, Length);
}
