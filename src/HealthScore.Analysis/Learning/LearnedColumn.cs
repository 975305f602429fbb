namespace HealthScoring.Analysis.Learning;

/// <summary>
/// What gets one slope: a metric of a dimension that is a weighted mean, or the whole of another dimension, whose inside stays as it is.
/// </summary>
/// <param name="Name">The name of the metric, or of the dimension.</param>
/// <param name="Dimension">The index of its dimension in the profile.</param>
/// <param name="Metric">The index of the metric in its dimension; -1 for a whole dimension.</param>
/// <param name="Weight">Its weight within its dimension; 1 for a whole dimension.</param>
/// <param name="Share">What it is worth of the score to customers for whom all data are there, 0 to 1.</param>
internal sealed record LearnedColumn(string Name, int Dimension, int Metric, double Weight, double Share)
{
    /// <summary>Whether it is a whole dimension.</summary>
    public bool IsDimension => Metric < 0;

    /// <summary>
    /// The columns of a profile whose score is a weighted mean, dimensions and metrics by name: those that count. What weighs nothing stays so, since
    /// a person wants it shown and not counted.
    /// </summary>
    public static LearnedColumn[] Of(ScoringProfile profile)
    {
        double all = Total(profile.Dimensions.Select(dimension => dimension.Weight));
        return
        [
            .. profile.Dimensions.Index().Where(pair => pair.Item.Weight > 0).OrderBy(pair => pair.Item.Name, StringComparer.Ordinal)
                .SelectMany(pair => Of(pair.Item, pair.Index, pair.Item.Weight / all)),
        ];
    }

    private static IEnumerable<LearnedColumn> Of(Dimension dimension, int index, double share)
    {
        if (dimension.Formula.Kind != FormulaKind.WeightedMean)
            return [new(dimension.Name, index, -1, 1, share)];
        double within = Total(dimension.Metrics.Select(metric => metric.Weight));
        return dimension.Metrics.Index().Where(pair => pair.Item.Weight > 0).OrderBy(pair => pair.Item.Name, StringComparer.Ordinal)
            .Select(pair => new LearnedColumn(pair.Item.Name, index, pair.Index, pair.Item.Weight, share * (pair.Item.Weight / within)));
    }

    // Of weights in the order of size, so that the order of a profile's JSON has no effect on a bit.
    private static double Total(IEnumerable<double> weights) => weights.Order().Aggregate(0.0, (sum, weight) => sum + weight);
}
