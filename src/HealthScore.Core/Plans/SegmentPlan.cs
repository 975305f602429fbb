namespace HealthScoring.Plans;

/// <summary>A segment and its scorecard.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Scorecard">Scores its customers.</param>
/// <param name="When">Which customers belong to it; null where only the host names it.</param>
internal readonly record struct SegmentPlan(Segment Segment, Scorecard Scorecard, ConditionPlan? When);
