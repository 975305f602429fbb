using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A question about one metric's raw value. On a missing value every condition is false, except <see cref="IsMissing"/>.</summary>
public sealed class Condition
{
    private Condition(string metric, ConditionOperator comparison, double bound = 0, double? upperBound = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        Metric = metric;
        Operator = comparison;
        Bound = bound + 0.0;
        UpperBound = upperBound is { } upper ? upper + 0.0 : Bound;
    }

    /// <summary>The name of the metric or signal it asks about.</summary>
    public string Metric { get; }

    /// <summary>How it compares.</summary>
    public ConditionOperator Operator { get; }

    /// <summary>What it compares with (the lower bound of <see cref="ConditionOperator.Between"/>), in the metric's own unit.</summary>
    public double Bound { get; }

    /// <summary>The inclusive upper bound of <see cref="ConditionOperator.Between"/>; equal to <see cref="Bound"/> otherwise.</summary>
    public double UpperBound { get; }

    /// <summary>The metric is less than <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, exclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Below(string metric, double bound) => new(metric, ConditionOperator.Below, bound);

    /// <summary>The metric is less than or equal to <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition AtMost(string metric, double bound) => new(metric, ConditionOperator.AtMost, bound);

    /// <summary>The metric is more than <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, exclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Above(string metric, double bound) => new(metric, ConditionOperator.Above, bound);

    /// <summary>The metric is more than or equal to <paramref name="bound"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="bound">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition AtLeast(string metric, double bound) => new(metric, ConditionOperator.AtLeast, bound);

    /// <summary>The metric lies from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="from">The lower bound, inclusive.</param>
    /// <param name="to">The upper bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public static Condition Between(string metric, double from, double to) => new(metric, ConditionOperator.Between, from, to);

    /// <summary>The metric is missing.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <returns>The condition.</returns>
    public static Condition IsMissing(string metric) => new(metric, ConditionOperator.Missing);

    /// <summary>The condition in words, as in <c>days-overdue is at least 30</c>.</summary>
    /// <returns>A line without a full stop.</returns>
    public override string ToString() => $"{Metric} is {Comparison}";

    /// <summary>What it compares with, as in <c>at least 30</c>.</summary>
    internal string Comparison => Operator switch
    {
        ConditionOperator.Below => $"below {Number.Text(Bound)}",
        ConditionOperator.AtMost => $"at most {Number.Text(Bound)}",
        ConditionOperator.Above => $"above {Number.Text(Bound)}",
        ConditionOperator.AtLeast => $"at least {Number.Text(Bound)}",
        ConditionOperator.Between => $"between {Number.Text(Bound)} and {Number.Text(UpperBound)}",
        _ => "missing",
    };

    /// <summary>Whether it holds for a raw value; NaN stands for missing.</summary>
    internal bool Holds(double value) => Operator switch
    {
        ConditionOperator.Below => value < Bound,
        ConditionOperator.AtMost => value <= Bound,
        ConditionOperator.Above => value > Bound,
        ConditionOperator.AtLeast => value >= Bound,
        ConditionOperator.Between => value >= Bound && value <= UpperBound,
        _ => double.IsNaN(value),
    };
}
