namespace HealthScoring;

/// <summary>How a condition compares a metric's raw value.</summary>
public enum ConditionOperator
{
    /// <summary>Less than the bound.</summary>
    Below,

    /// <summary>Less than or equal to the bound.</summary>
    AtMost,

    /// <summary>More than the bound.</summary>
    Above,

    /// <summary>More than or equal to the bound.</summary>
    AtLeast,

    /// <summary>Between two bounds, both inclusive.</summary>
    Between,

    /// <summary>The metric is missing.</summary>
    Missing,
}
