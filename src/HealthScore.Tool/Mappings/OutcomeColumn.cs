namespace HealthScoring.Tool.Mappings;

/// <summary>The column that says what customers did later.</summary>
/// <param name="Column">The column: 1 or a yes where the outcome came, 0 or a no where it did not, empty where that is not known yet.</param>
/// <param name="Horizon">How long outcomes count.</param>
internal sealed record OutcomeColumn(ValueColumn Column, TimeSpan Horizon)
{
    /// <summary>How long right after a score they do not.</summary>
    public TimeSpan Embargo { get; init; }

    /// <summary>Whether the outcome is that a customer grew, and not that it left.</summary>
    public bool Expanded { get; init; }
}
