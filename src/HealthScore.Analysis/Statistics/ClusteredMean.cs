namespace HealthScoring.Analysis.Statistics;

/// <summary>A mean of rows, and its standard error where rows of one customer depend on each other.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">The standard error; NaN for fewer than two customers.</param>
internal readonly record struct ClusteredMean(double Mean, double StandardError)
{
    /// <summary>The mean that is exceeded with a one-sided confidence, by its normal quantile.</summary>
    public double LowerBound(double z) => Mean - z * StandardError;

    /// <summary>Averages rows; there must be one.</summary>
    /// <param name="values">The value of each row.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    public static ClusteredMean Of(ReadOnlySpan<double> values, ReadOnlySpan<int> customers)
    {
        double sum = 0;
        int most = 0;
        for (int row = 0; row < values.Length; row++)
        {
            sum += values[row];
            most = Math.Max(most, customers[row] + 1);
        }
        double mean = sum / values.Length;
        double[] deviations = new double[most];
        bool[] seen = new bool[most];
        for (int row = 0; row < values.Length; row++)
        {
            deviations[customers[row]] += values[row] - mean;
            seen[customers[row]] = true;
        }
        (double squares, double count) = (0, 0);
        for (int customer = 0; customer < most; customer++)
        {
            squares += deviations[customer] * deviations[customer];
            count += seen[customer] ? 1 : 0;
        }
        return new(mean, Math.Sqrt(count / (count - 1) * squares) / values.Length);
    }
}
