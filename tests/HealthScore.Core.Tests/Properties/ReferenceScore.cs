namespace HealthScoring.Tests.Properties;

/// <summary>What the reference scorer says; scores are null where nothing counts.</summary>
public sealed record ReferenceScore(
    Rational? Unguarded,
    Rational? Guarded,
    Rational Coverage,
    string? Segment,
    bool Scored,
    string? Tier,
    IReadOnlyDictionary<string, Rational> GuardrailChanges,
    IReadOnlyDictionary<string, Rational> Contributions)
{
    /// <summary>How far rounding may take the library from the truth: 1e-9, more only where points are far beyond a score's.</summary>
    public required double Tolerance { get; init; }

    /// <summary>The largest points, without their sign, of a knot, of a missing value or to begin with; at least 100.</summary>
    public required double Largest { get; init; }

    /// <summary>Whether two parts under the formula lowest are so close that rounding may decide which of them is the lowest.</summary>
    public required bool LowestIsClose { get; init; }

    /// <summary>Whether rounding may decide if a dimension counts, or on which side of a guardrail's number its points lie.</summary>
    public required bool IsClose { get; init; }

    /// <summary>Whether rounding may decide on which side of a cut-off, or of the minimum coverage, the score lies.</summary>
    public required bool TierIsClose { get; init; }

    public required bool CoverageIsClose { get; init; }
}
