using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HealthScoring.Columns;

/// <summary>Where a block's raw values of one metric lie.</summary>
internal readonly record struct ColumnSource(double[] Values, int First)
{
    public ref double At(int row) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), First + row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Load(int row) => Vector512.LoadUnsafe(ref At(row));

    /// <summary>All bits set in each lane whose value is not missing: no NaN and no infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsNumber(Vector512<double> values) =>
        Vector512.LessThanOrEqual(Vector512.Abs(values), Vector512.Create(double.MaxValue));

    /// <summary>Asks for a value that is read soon: the processor does not foresee what lies in many addresses far apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref double values, nuint index)
    {
        // Only a hint, which may point anywhere: past the end, or to where the values were before they were moved.
        if (Sse.IsSupported)
            Sse.Prefetch1((double*)Unsafe.AsPointer(ref values) + index);
    }
}
