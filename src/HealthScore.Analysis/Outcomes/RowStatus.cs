namespace HealthScoring.Analysis;

/// <summary>What became of a snapshot: a row with its outcome, or why it is none.</summary>
internal enum RowStatus : byte
{
    NoEvent,
    Event,
    GoneBefore,
    NotYetCustomer,
    TooSoon,

    /// <summary>As a byte, what marks an unknown outcome in columns.</summary>
    NotYetKnown = byte.MaxValue,
}
