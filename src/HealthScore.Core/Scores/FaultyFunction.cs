namespace HealthScoring;

/// <summary>A function of the host, other than a metric, that is asked about each customer.</summary>
internal enum FaultyFunction
{
    SegmentBy,
    OverrideBy,
}
