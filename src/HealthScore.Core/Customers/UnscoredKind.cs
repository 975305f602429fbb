namespace HealthScoring.Customers;

/// <summary>The kinds of reason for which a customer has no score.</summary>
public enum UnscoredKind
{
    /// <summary>No metric counts: all are missing.</summary>
    NoData,

    /// <summary>A metric with the missing policy <c>required</c> is missing.</summary>
    RequiredMissing,

    /// <summary>The coverage is below the profile's minimum.</summary>
    LowCoverage,

    /// <summary>A guardrail withholds the score.</summary>
    Guardrail,
}
