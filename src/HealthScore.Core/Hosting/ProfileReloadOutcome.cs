namespace HealthScoring;

/// <summary>What came of an attempt to reload a profile.</summary>
public enum ProfileReloadOutcome
{
    /// <summary>The profile that was read is the one in use.</summary>
    Unchanged,

    /// <summary>The profile that was read is used from now on.</summary>
    Accepted,

    /// <summary>Nothing changed: no profile could be read, or what was read has errors.</summary>
    Refused,
}
