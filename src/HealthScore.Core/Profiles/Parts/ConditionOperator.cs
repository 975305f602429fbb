namespace HealthScoring;

/// <summary>How a condition compares what it asks about.</summary>
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

    /// <summary>The metric, signal or label is missing.</summary>
    Missing,

    /// <summary>One of the texts.</summary>
    Is,

    /// <summary>There, and none of the texts.</summary>
    IsNot,

    /// <summary>Every part holds.</summary>
    All,

    /// <summary>At least one part holds.</summary>
    Any,
}
