namespace HealthScoring.Analysis;

/// <summary>
/// Numbers of a metric among which its curve does not jump: so between the fewest and the most points, every number of points is earned.
/// </summary>
/// <param name="Worst">A number with the fewest points.</param>
/// <param name="Best">A number with the most points.</param>
internal sealed record Chain(double Worst, double Best)
{
    /// <summary>The chains of a stretch, without those whose points another one earns too.</summary>
    public static Chain[] Of(Stretch stretch, Curve curve) => Distinct(curve, stretch.Runs(curve)
        .Select(run => new Chain(run.MinBy(curve.Evaluate), run.MaxBy(curve.Evaluate))));

    /// <summary>The straight parts of a curve in a stretch, as far as a condition on its points holds that holds below some number.</summary>
    public static Chain[] Below(Stretch stretch, Curve curve, Func<double, bool> holds) => Distinct(curve, stretch.Runs(curve)
        .SelectMany(run => run.Length == 1 ? [(run[0], run[0])] : run.Zip(run.Skip(1)))
        .Select(piece => curve.Evaluate(piece.Item1) <= curve.Evaluate(piece.Item2) ? piece : (piece.Item2, piece.Item1))
        .Where(piece => holds(piece.Item1))
        .Select(piece => new Chain(piece.Item1, holds(piece.Item2) ? piece.Item2 : Halving.Last(piece.Item1, piece.Item2, holds))));

    private static Chain[] Distinct(Curve curve, IEnumerable<Chain> chains)
    {
        List<Chain> kept = [];
        foreach (Chain chain in chains.OrderBy(chain => curve.Evaluate(chain.Worst)).ThenByDescending(chain => curve.Evaluate(chain.Best)))
        {
            // Those before it start no higher, so one of them that ends no lower holds all of it.
            if (!kept.Exists(other => curve.Evaluate(other.Best) >= curve.Evaluate(chain.Best)))
                kept.Add(chain);
        }
        return [.. kept];
    }
}
