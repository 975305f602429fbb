namespace HealthScoring.Benchmarks.Contenders;

/// <summary>Compares with every knot: more work, and nothing to predict.</summary>
internal readonly struct BranchFree : IPieceSearch
{
    public static string Name => "branch-free";

    public static int CountAtMost(ReadOnlySpan<double> knots, double value)
    {
        int count = 0;
        foreach (double knot in knots)
            count += value >= knot ? 1 : 0;
        return count;
    }
}
