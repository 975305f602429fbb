namespace HealthScoring.Plans;

/// <summary>Where the number is that a question asks about.</summary>
internal enum QuestionKind
{
    /// <summary>In the row: a raw value, or the number of a label's text.</summary>
    Column,

    /// <summary>Among the dimensions' points.</summary>
    Dimension,

    /// <summary>The score.</summary>
    Score,

    /// <summary>The index of the tier.</summary>
    Tier,
}
