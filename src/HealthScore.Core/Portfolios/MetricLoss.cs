using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>What one metric cost a group of customers.</summary>
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

    /// <summary>The points that it failed to add for a scored customer on average; <see langword="null"/> when none is scored.</summary>
    public double? MeanPointsLost { get; }

    /// <summary>How many customers have no value of it, those without a score included.</summary>
    public long Missing { get; }

    /// <summary>The metric and what it cost in a line; points are rounded to one decimal.</summary>
    /// <returns>
    /// As in <c>open-tickets: 23.8 points lost per scored customer, missing for 143 customers</c> or <c>open-tickets: no customer is scored</c>.
    /// </returns>
    public override string ToString() =>
        $"{Metric}: {(MeanPointsLost is { } lost ? $"{Number.Points(lost)} points lost per scored customer" : "no customer is scored")}"
        + (Missing == 0 ? "" : $", missing for {Number.Counted(Missing, "customer")}");
}
