using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Scoring;

/// <summary>Where a block's raw values of one metric lie.</summary>
internal readonly record struct ColumnSource(double[] Values, int First)
{
    public ref double At(int row) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), First + row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Load(int row) => Vector512.LoadUnsafe(ref At(row));
}
