namespace HealthScoring.Analysis;

/// <summary>One thing that a profile does, and that nobody may have meant.</summary>
public sealed class AuditFinding
{
    internal AuditFinding(AuditFindingKind kind, string part, string text) => (Kind, Part, Text) = (kind, part, text);

    /// <summary>What was found.</summary>
    public AuditFindingKind Kind { get; }

    /// <summary>The name of the part of the profile that it is about.</summary>
    public string Part { get; }

    /// <summary>The finding in a line.</summary>
    public string Text { get; }

    /// <summary>
    /// How many points the score of <see cref="After"/> is below that of <see cref="Before"/>; <see langword="null"/> where no two customers
    /// show the finding.
    /// </summary>
    public double? Points { get; internal init; }

    /// <summary>
    /// No two such customers are farther apart than this, within 1e-6. The same as <see cref="Points"/> where the two customers found are
    /// proved to be the farthest apart, and more where there may be others.
    /// </summary>
    public double? PointsAtMost { get; internal init; }

    /// <summary>The customer with the higher score, or <see langword="null"/> where no two customers show the finding.</summary>
    public AuditedCustomer? Before { get; internal init; }

    /// <summary>The same customer with another number of one metric or signal, or <see langword="null"/>.</summary>
    public AuditedCustomer? After { get; internal init; }

    /// <summary>The finding in a line.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
