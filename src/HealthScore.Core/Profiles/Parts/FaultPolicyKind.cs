namespace HealthScoring;

/// <summary>What a fault of a metric does to the score.</summary>
public enum FaultPolicyKind
{
    /// <summary>The metric counts as missing: its <see cref="ProfileMetric.Missing"/> applies.</summary>
    AsMissing,

    /// <summary>The metric counts with fixed points.</summary>
    Points,

    /// <summary>The customer is unscored.</summary>
    Required,
}
