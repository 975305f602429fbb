using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>
/// The parts of a scorecard that count, in canonical order. What a weight of 0 takes out of the score is not required either, loses nothing,
/// and adds nothing to any sum.
/// </summary>
internal sealed class CountedParts
{
    public CountedParts(Plan profile, Scorecard scorecard)
    {
        Dimensions = [.. scorecard.Dimensions.Where(dimension => dimension.Source.Weight > 0)];
        Metrics = [.. Dimensions.Select(dimension =>
            Enumerable.Range(dimension.First, dimension.Count).Where(i => scorecard.Metrics[i].Weight > 0).ToArray())];
        Freshness = [.. scorecard.Metrics.Select(_ => -1)];
        foreach (FreshnessStep step in FreshnessStep.Of(profile))
            Freshness[step.Column] = step.FreshnessColumn;
        Fades = [.. scorecard.Metrics.Select((metric, i) => Freshness[i] >= 0 && metric.Missing.Kind != MissingPolicyKind.Points)];
        DimensionFades = [.. Dimensions.Select((dimension, i) => Metrics[i].Any(metric => Fades[metric])
            && (dimension.Formula.Kind != FormulaKind.Points || scorecard.Formula.Kind != FormulaKind.Points))];
    }

    public DimensionPlan[] Dimensions { get; }

    /// <summary>The places in the scorecard of each dimension's metrics.</summary>
    public int[][] Metrics { get; }

    /// <summary>The place of each metric's freshness column; -1 where it does not fade.</summary>
    public int[] Freshness { get; }

    /// <summary>Whether each metric of the scorecard counts less as it fades; one with points for what is missing counts fully, with other points.</summary>
    public bool[] Fades { get; }

    /// <summary>Whether each counted dimension counts less as its metrics fade.</summary>
    public bool[] DimensionFades { get; }
}
