namespace HealthScoring.Plans;

/// <summary>A segment and its scorecard.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Scorecard">Scores its customers.</param>
/// <param name="Column">The index of the value that its condition asks about; -1 where only the host names it.</param>
internal readonly record struct SegmentPlan(Segment Segment, Scorecard Scorecard, int Column);
