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

    /// <summary>A weight in steps, which can be more than a long holds.</summary>
    public static Int128 OfWeight(double weight) => (Int128)Math.Round(weight * Steps);

    /// <summary>Whether a number can be a weight.</summary>
    public static bool IsWeight(double value) => value is >= 0 and <= MostWeight;

    public static double ToDouble(Int128 steps) => (double)steps / Steps;

    public static double? Mean(Int128 steps, long count) => count > 0 ? ToDouble(steps) / count : null;
}
