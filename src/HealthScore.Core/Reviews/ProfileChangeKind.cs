namespace HealthScoring.Reviews;

/// <summary>What happened to a part of a profile.</summary>
public enum ProfileChangeKind
{
    /// <summary>It is there now and was not before.</summary>
    Added,

    /// <summary>It was there before and is not now.</summary>
    Removed,

    /// <summary>It is another now.</summary>
    Changed,

    /// <summary>It stands elsewhere now: in another dimension, among the signals, or at another place of an order that means something.</summary>
    Moved,
}
