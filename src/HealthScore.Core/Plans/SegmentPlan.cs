namespace HealthScoring.Plans;

/// <summary>A segment, its scorecard, and the place of the value its condition asks about; -1 where only the host names it.</summary>
internal readonly record struct SegmentPlan(Segment Segment, Scorecard Scorecard, int Column);
