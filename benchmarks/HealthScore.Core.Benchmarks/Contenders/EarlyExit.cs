namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The loop everybody writes first: up to the first larger knot. Its exit is hard to predict.</summary>
internal readonly struct EarlyExit : IPieceSearch
{
    public static string Name => "early exit";

    public static int CountAtMost(ReadOnlySpan<double> knots, double value)
    {
        int count = 0;
        while (count < knots.Length && value >= knots[count])
            count++;
        return count;
    }
}
