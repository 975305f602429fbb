namespace HealthScoring.Changes;

/// <summary>One elementary change: a metric's value, its freshness, or, where it appears or vanishes, both.</summary>
internal readonly record struct MetricChange(int Metric, ScoreChangeKind Kind)
{
    /// <summary>Every elementary change between two rows, in canonical order; of one metric the value comes before its freshness.</summary>
    /// <param name="metrics">How many of the columns, the first ones, are weighted metrics.</param>
    /// <param name="values">The raw values before and after; NaN stands for missing.</param>
    /// <param name="freshness">How much they count before and after; empty where nothing fades.</param>
    public static MetricChange[] Between(
        int metrics, (double[] Before, double[] After) values, (double[] Before, double[] After) freshness)
    {
        var changes = new List<MetricChange>();
        for (int i = 0; i < metrics; i++)
        {
            (bool was, bool @is) = (!double.IsNaN(values.Before[i]), !double.IsNaN(values.After[i]));
            if (was != @is)
                changes.Add(new(i, was ? ScoreChangeKind.Vanished : ScoreChangeKind.Appeared));
            if (was && @is && values.Before[i] != values.After[i])
                changes.Add(new(i, ScoreChangeKind.Value));
            if (was && @is && freshness.Before.Length > 0 && freshness.Before[i] != freshness.After[i])
                changes.Add(new(i, ScoreChangeKind.Freshness));
        }
        return [.. changes];
    }

    /// <summary>Makes the change in a row.</summary>
    public void Apply(double[] values, double[] freshness, double[] newValues, double[] newFreshness)
    {
        if (Kind != ScoreChangeKind.Freshness)
            values[Metric] = newValues[Metric];
        if (Kind != ScoreChangeKind.Value && freshness.Length > 0)
            freshness[Metric] = newFreshness[Metric];
    }
}
