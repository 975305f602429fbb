namespace HealthScoring.Analysis;

/// <summary>The score of a setting before its ceiling and ground as a sum: a constant, and a share of the points of each column.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Shares">What a point of each column adds.</param>
internal readonly record struct LinearForm(double Constant, double[] Shares)
{
    /// <summary>The form of a setting's score; null where a formula takes the lowest part, or may clamp a sum of points in a dimension.</summary>
    public static LinearForm? Of(Setting setting)
    {
        Variant variant = setting.Variant;
        if (variant.HasLowest)
            return null;
        bool isSum = variant.Formula.Kind == FormulaKind.Points;
        double constant = isSum ? variant.Formula.InitialPoints : 0;
        double[] shares = new double[setting.Stretches.Length];
        (VariantDimension Of, VariantMetric[] Present)[] present = [.. variant.Dimensions
            .Select(dimension => (dimension, dimension.Metrics.Where(metric => IsPresent(metric, setting)).ToArray()))
            .Where(dimension => dimension.dimension.Weight > 0 && dimension.Item2.Length > 0)];
        double weight = present.Sum(dimension => dimension.Of.Weight);
        foreach ((VariantDimension dimension, VariantMetric[] metrics) in present)
        {
            double share = isSum ? 1 : dimension.Weight / weight, own = metrics.Sum(metric => metric.Weight);
            bool isDimensionSum = dimension.Formula.Kind == FormulaKind.Points;
            if (isDimensionSum)
            {
                constant += share * dimension.Formula.InitialPoints;
                if (!isSum && MayClamp(setting, dimension, metrics))
                    return null;
            }
            foreach (VariantMetric metric in metrics)
            {
                double part = isDimensionSum ? share : share * metric.Weight / own;
                if (setting.Stretches[metric.Column].IsMissing)
                    constant += part * metric.MissingPoints!.Value;
                else
                    shares[metric.Column] = part;
            }
        }
        return new(constant, shares);
    }

    private static bool IsPresent(VariantMetric metric, Setting setting) =>
        metric.Weight > 0 && (metric.MissingPoints is not null || !setting.Stretches[metric.Column].IsMissing);

    private static bool MayClamp(Setting setting, VariantDimension dimension, VariantMetric[] metrics)
    {
        double Sum(double[] row) => dimension.Formula.InitialPoints + metrics.Sum(metric =>
            double.IsNaN(row[metric.Column]) ? metric.MissingPoints!.Value : setting.Variant.Curves[metric.Column]!.Evaluate(row[metric.Column]));
        return Sum(setting.Worst) < 0 || Sum(setting.Best) > 100;
    }
}
