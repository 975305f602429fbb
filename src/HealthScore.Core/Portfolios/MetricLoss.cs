using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>What one metric cost a group of customers.</summary>
public sealed class MetricLoss
{
    private readonly long _values;

    internal MetricLoss(SummaryMetric data, long customers)
    {
        (Metric, PointsLost, MeanPointsLost, Missing, BelowCurve, AboveCurve) = data;
        _values = customers - Missing;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>The points of the score, before guardrails, that it failed to add, over all scored customers; 0 or more.</summary>
    public double PointsLost { get; }

    /// <summary>The points that it failed to add for a scored customer on average; <see langword="null"/> when none is scored.</summary>
    public double? MeanPointsLost { get; }

    /// <summary>How many customers have no value of it, those without a score included.</summary>
    public long Missing { get; }

    /// <summary>
    /// How many customers have a value below the first knot of its curve, that of their segment: all of these get the same points. 0 where the curve
    /// begins with a jump or has one knot.
    /// </summary>
    public long BelowCurve { get; }

    /// <summary>
    /// How many customers have a value above the last knot of its curve, that of their segment: all of these get the same points. 0 where the curve
    /// ends with a jump, as bands do, or has one knot.
    /// </summary>
    public long AboveCurve { get; }

    /// <summary>A line where more than half of the values lie beyond one end of the curve: it is probably for other values than these.</summary>
    internal string? MostlyBeyond => 2 * Math.Max(BelowCurve, AboveCurve) <= _values ? null
        : BelowCurve > AboveCurve ? Beyond(BelowCurve, "below the first") : Beyond(AboveCurve, "above the last");

    /// <summary>The metric and what it cost in a line; points are rounded to one decimal.</summary>
    /// <returns>
    /// As in <c>open-tickets: 23.8 points lost per scored customer, missing for 143 customers</c> or <c>open-tickets: no customer is scored</c>.
    /// </returns>
    public override string ToString() =>
        $"{Metric}: {(MeanPointsLost is { } lost ? $"{Number.Points(lost)} points lost per scored customer" : "no customer is scored")}"
        + (Missing == 0 ? "" : $", missing for {Number.Counted(Missing, "customer")}");

    private string Beyond(long count, string end) => $"{Metric}: {Number.Count(count)} of {Number.Counted(_values, "value")} lie {end} knot";
}
