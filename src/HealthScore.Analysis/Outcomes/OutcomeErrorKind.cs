namespace HealthScoring.Analysis;

/// <summary>What can be wrong with the material of a book.</summary>
internal enum OutcomeErrorKind
{
    NoName,
    Time,
    Order,
    Overlap,
    NoHistory,
    Twice,
    LookAhead,
    Weight,
    Outcome,
    Length,
    Code,
}
