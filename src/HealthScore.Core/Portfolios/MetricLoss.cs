namespace HealthScoring.Portfolios;

/// <summary>What one metric cost a group of customers.</summary>
/// <remarks>Immutable.</remarks>
public sealed class MetricLoss
{
    internal MetricLoss(string metric, double pointsLost, double? meanPointsLost, long missing)
    {
        Metric = metric;
        PointsLost = pointsLost;
        MeanPointsLost = meanPointsLost;
        Missing = missing;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>The points of the score, before guardrails, that it failed to add, over all scored customers; 0 or more.</summary>
    public double PointsLost { get; }

    /// <summary>The points that it failed to add for a scored customer on average; <see langword="null"/> when nobody is scored.</summary>
    public double? MeanPointsLost { get; }

    /// <summary>How many customers have no value of it, those without a score included.</summary>
    public long Missing { get; }
}
