using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The raw values of a metric among some customers: exact quantiles, and how many have none.</summary>
public sealed class MetricQuantiles
{
    private readonly SortedValues _values;

    internal MetricQuantiles(ProfileMetric metric, long customers, SortedValues values)
    {
        (Metric, Unit, _values, Count, Missing) = (metric.Name, metric.Unit, values, values.Values.Length, customers - values.Values.Length);
    }

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>What the numbers count, or <see langword="null"/>.</summary>
    public string? Unit { get; }

    /// <summary>How many customers have a value.</summary>
    public long Count { get; }

    /// <summary>How many have none that the profile accepts and that is not stale.</summary>
    public long Missing { get; }

    /// <summary>The share of the customers without a value; <see langword="null"/> without customers.</summary>
    public double? MissingShare => Count + Missing == 0 ? null : (double)Missing / (Count + Missing);

    /// <summary>The lowest tenth: the quantile 0.1; <see langword="null"/> where there is no value.</summary>
    public double? P10 => At(0.1);

    /// <summary>The median: the quantile 0.5; <see langword="null"/> where there is no value.</summary>
    public double? Median => At(0.5);

    /// <summary>The highest tenth: the quantile 0.9; <see langword="null"/> where there is no value.</summary>
    public double? P90 => At(0.9);

    /// <summary>A quantile: the least value that at least this share of the values does not exceed, as a curve of quantiles has it.</summary>
    /// <param name="quantile">The share, 0 to 1: 0.5 for the median, 0 for the least value.</param>
    /// <returns>One of the values; <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not a share from 0 to 1.</exception>
    public double? At(double quantile) => quantile is >= 0 and <= 1 ? _values.At(quantile)
        : throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is a share from 0 to 1.");

    /// <summary>The lowest tenth, the median and the highest tenth.</summary>
    /// <returns>As in <c>logins: p10 2, median 12, p90 19 active days; 41 values, 2.4 % missing</c>.</returns>
    public override string ToString()
    {
        string missing = MissingShare is > 0 and var share ? $", {Number.Percent(share)} missing" : "";
        return this is { P10: { } low, Median: { } median, P90: { } high }
            ? $"{Metric}: p10 {Number.Raw(low)}, median {Number.Raw(median)}, p90 {Number.InUnit(Number.Raw(high), Unit)}; "
                + $"{Number.Counted(Count, "value")}{missing}"
            : $"{Metric}: no values";
    }
}
