using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Portfolios;

/// <summary>
/// The steps that sums over many customers are counted in: whole numbers of them add up to the same in any order, as doubles do not.
/// </summary>
internal static class Grid
{
    /// <summary>How many steps are 1: a power of two, so that going to steps rounds once, and coming back not at all.</summary>
    public const double Steps = 1 << 20;

    public const double MostWeight = 1e15;

    /// <summary>A score, points or a coverage in steps, rounded to the nearest, ties to even.</summary>
    public static long Of(double value) => (long)Math.Round(value * Steps);

    /// <summary>Numbers from 0 to 4e9 in steps, rounded as the one above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Of(Vector512<double> values) => WholeOf(values * Vector512.Create(Steps));

    /// <summary>Numbers from 0 to 4e15 rounded to the nearest whole number, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> WholeOf(Vector512<double> values)
    {
        // From 2^52 on neighbouring doubles are 1 apart, and so are their bits.
        Vector512<double> ones = Vector512.Create((double)(1L << 52));
        return (values + ones).AsInt64() - ones.AsInt64();
    }

    /// <summary>A weight in steps, which can be more than a long holds.</summary>
    public static Int128 OfWeight(double weight) => (Int128)Math.Round(weight * Steps);

    /// <summary>Whether a number can be a weight.</summary>
    public static bool IsWeight(double value) => value is >= 0 and <= MostWeight;

    public static double ToDouble(Int128 steps) => (double)steps / Steps;

    public static double? Mean(Int128 steps, long count) => count > 0 ? ToDouble(steps) / count : null;
}
