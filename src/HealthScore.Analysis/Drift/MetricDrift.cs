namespace HealthScoring.Analysis;

/// <summary>What changed in a metric: its values, and how many customers lack it.</summary>
public sealed class MetricDrift
{
    internal MetricDrift(DistributionDrift values, MissingDrift missing) => (Values, Missing) = (values, missing);

    /// <summary>The metric.</summary>
    public string Metric => Values.Name;

    /// <summary>Its values by the quantiles of the reference, and one more bin for what is missing.</summary>
    public DistributionDrift Values { get; }

    /// <summary>How many customers lack it.</summary>
    public MissingDrift Missing { get; }

    /// <summary>The stronger verdict of both.</summary>
    public DriftVerdict Verdict => Values.Verdict > Missing.Verdict ? Values.Verdict : Missing.Verdict;

    /// <summary>Both in words.</summary>
    /// <returns>As in <c>logins fell: …; logins is missing for 31.0 %, 12.0 % before</c>.</returns>
    public override string ToString() => $"{Values}; {Missing}";
}
