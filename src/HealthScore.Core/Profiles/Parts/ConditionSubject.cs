namespace HealthScoring;

/// <summary>What a condition asks about.</summary>
public enum ConditionSubject
{
    /// <summary>The raw value of a metric or signal.</summary>
    Metric,

    /// <summary>A label, such as the customer's industry.</summary>
    Label,

    /// <summary>The points of a dimension, before guardrails. Not in the condition of a segment, which decides how points are earned.</summary>
    Dimension,

    /// <summary>The score, as an override pins it or as computed. Only in the condition of an action.</summary>
    Score,

    /// <summary>The tier that counts, which is the tracked one of a tracked customer. Only in the condition of an action.</summary>
    Tier,

    /// <summary>Other conditions, joined by <see cref="ConditionOperator.All"/> or <see cref="ConditionOperator.Any"/>.</summary>
    Conditions,
}
