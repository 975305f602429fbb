using System.Buffers;

namespace HealthScoring.Tests.Columns;

/// <summary>Memory that does something when it is looked at.</summary>
internal sealed class TouchedMemory(double[] values, Action touched) : MemoryManager<double>
{
    public override Memory<double> Memory => CreateMemory(values.Length);

    public override Span<double> GetSpan()
    {
        touched();
        return values;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => values.AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
