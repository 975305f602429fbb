namespace HealthScoring;

/// <summary>What a missing metric does to the score.</summary>
public enum MissingPolicyKind
{
    /// <summary>The metric's weight drops out.</summary>
    Exclude,

    /// <summary>The metric counts with fixed points.</summary>
    Points,

    /// <summary>The customer is unscored.</summary>
    Required,
}
