using System.Runtime.CompilerServices;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class AlignedMemoryTests
{
    [Fact]
    public void Values_begin_at_a_cache_line_and_stay_there()
    {
        // Between memory that is let go, so that a collection moves what is not pinned; and of many lengths, so that they would lie anywhere.
        var between = new List<byte[]>();
        AlignedMemory[] memories = [.. Enumerable.Range(1, 64).Select(length =>
        {
            between.Add(new byte[100 * length]);
            return new AlignedMemory(length);
        })];
        long[] before = [.. memories.Select(AddressOf)];
        between.Clear();

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.All(before, address => Assert.Equal(0, address % 64));
        Assert.Equal(before, memories.Select(AddressOf));
        Assert.Equal(Enumerable.Range(1, 64), memories.Select(memory => memory.Span.Length));
    }

    private static long AddressOf(AlignedMemory memory) => Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref memory.Span[0]);
}
