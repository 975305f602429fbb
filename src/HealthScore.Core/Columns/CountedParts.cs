using HealthScoring.Scoring;

namespace HealthScoring.Columns;

/// <summary>
/// The parts of a scorecard that count, in canonical order. What a weight of 0 takes out of the score is not required either, loses nothing,
/// and adds nothing to any sum.
/// </summary>
internal sealed class CountedParts
{
    public CountedParts(Scorecard scorecard)
    {
        Dimensions = [.. scorecard.Dimensions.Where(dimension => dimension.Source.Weight > 0)];
        Metrics = [.. Dimensions.Select(dimension =>
            Enumerable.Range(dimension.First, dimension.Count).Where(i => scorecard.Metrics[i].Weight > 0).ToArray())];
    }

    public DimensionPlan[] Dimensions { get; }

    /// <summary>The places in the scorecard of each dimension's metrics.</summary>
    public int[][] Metrics { get; }
}
