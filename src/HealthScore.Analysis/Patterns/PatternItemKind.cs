namespace HealthScoring.Analysis;

/// <summary>What customers of a pattern have in common.</summary>
public enum PatternItemKind
{
    /// <summary>A metric within a band.</summary>
    Band,

    /// <summary>A metric that is missing.</summary>
    Missing,

    /// <summary>The segment they are scored in.</summary>
    Segment,

    /// <summary>The text of a label.</summary>
    Label,
}
