namespace HealthScoring.Plans;

/// <summary>A row that was scored: every number of the score, without a word. Results present it.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="NamedSegment">The segment that the host named, whether it was chosen or not.</param>
/// <param name="Scorecard">The decisions it was scored by.</param>
/// <param name="Numbers">What scoring computed.</param>
internal sealed record ScoredRow(MeasuredRow Measured, string? NamedSegment, Scorecard Scorecard, Evaluation Numbers)
{
    public Plan Plan => Measured.Plan;
}
