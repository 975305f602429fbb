using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>What is decided about one dimension of a scorecard.</summary>
internal sealed class DimensionPlan
{
    /// <summary>Decides.</summary>
    /// <param name="source">The dimension.</param>
    /// <param name="index">Its index in canonical order.</param>
    /// <param name="first">The index of its first metric.</param>
    /// <param name="metrics">Its metrics in canonical order.</param>
    /// <param name="isBounded">Whether its points stay within 0 to 100.</param>
    public DimensionPlan(Dimension source, int index, int first, MetricPlan[] metrics, bool isBounded)
    {
        (Source, Index, IsBounded) = (source, index, isBounded);
        Metrics = first..(first + metrics.Length);
        Weighted = [.. metrics.Where(metric => metric.HasWeight)];
        Counts = source.Weight > 0;
        MetricWeight = metrics.Aggregate(0.0, (sum, metric) => sum + metric.Weight);
        HasFading = Weighted.Any(metric => metric.Fades);
        Fades = HasFading && isBounded;
        AsksForCoverage = source.MinimumCoverage > 0;
        LeastCoverage = Precision.Standard.Least(source.MinimumCoverage);
    }

    public Dimension Source { get; }

    /// <summary>The index of the dimension.</summary>
    public int Index { get; }

    public string Name => Source.Name;

    public Formula Formula => Source.Formula;

    public double Weight => Source.Weight;

    /// <summary>Where its metrics are.</summary>
    public Range Metrics { get; }

    /// <summary>Those of its metrics that have a weight above 0, in canonical order.</summary>
    public MetricPlan[] Weighted { get; }

    /// <summary>The sum of its metrics' weights.</summary>
    public double MetricWeight { get; }

    /// <summary>Whether it takes part in the score: its weight is above 0.</summary>
    public bool Counts { get; }

    /// <summary>
    /// Whether its points stay within 0 to 100. Those of an additive dimension in an additive score do not: there its initial points fade with its
    /// freshest metric, and it counts fully, because its metrics' points have faded already.
    /// </summary>
    public bool IsBounded { get; }

    /// <summary>Whether any of its weighted metrics counts less as it ages.</summary>
    public bool HasFading { get; }

    /// <summary>Whether too little data of its metrics leave it out.</summary>
    public bool AsksForCoverage { get; }

    /// <summary>The least share of its metrics' weight that has data, for it to count.</summary>
    public double LeastCoverage { get; }

    /// <summary>Whether it counts less as its metrics age.</summary>
    public bool Fades { get; }
}
