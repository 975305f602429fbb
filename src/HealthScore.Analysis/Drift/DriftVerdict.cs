namespace HealthScoring.Analysis;

/// <summary>Whether a change is there, and whether it is large.</summary>
public enum DriftVerdict
{
    /// <summary>No more than chance would have it.</summary>
    NoDrift,

    /// <summary>Beyond chance, and small.</summary>
    DetectableSmall,

    /// <summary>Beyond chance, and large.</summary>
    Drifted,
}
