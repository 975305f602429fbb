namespace HealthScoring.Analysis;

/// <summary>Which way values went.</summary>
public enum DriftDirection
{
    /// <summary>Neither way on the whole.</summary>
    Neither,

    /// <summary>A value now is more likely lower than higher, compared with one of the reference.</summary>
    Fell,

    /// <summary>A value now is more likely higher than lower, compared with one of the reference.</summary>
    Rose,
}
