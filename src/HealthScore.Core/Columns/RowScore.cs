using HealthScoring.Text;

namespace HealthScoring.Columns;

/// <summary>The score of one row of raw values. <see langword="default"/> is unscored.</summary>
public readonly struct RowScore
{
    // One more than the index, so that the default has none.
    private readonly int _tier;
    private readonly int _segment;

    internal RowScore(double value, int tierIndex, double coverage, int segmentIndex, double unguarded)
    {
        (_tier, Coverage, _segment) = (tierIndex + 1, coverage, segmentIndex + 1);
        (Value, ValueBeforeGuardrails) = (double.IsNaN(value) ? null : value, double.IsNaN(unguarded) ? null : unguarded);
    }

    /// <summary>The score, 0 to 100, or <see langword="null"/> for an unscored customer.</summary>
    public double? Value { get; }

    /// <summary>The score before guardrails, or <see langword="null"/> when no metric counts; also known where the customer is unscored.</summary>
    public double? ValueBeforeGuardrails { get; }

    /// <summary>The tier's index in the profile, 0 for the lowest; -1 for an unscored customer.</summary>
    public int TierIndex => _tier - 1;

    /// <summary>The share of the profile's weight that had usable data, 0 to 1.</summary>
    public double Coverage { get; }

    /// <summary>The index of the customer's segment in the profile; -1 for the base profile.</summary>
    public int SegmentIndex => _segment - 1;

    /// <summary>The score in a line, rounded down to one decimal, with the indexes.</summary>
    /// <returns>As in <c>63.4 (tier 1)</c>, <c>63.4 (tier 1, segment 0)</c> or <c>unscored</c>.</returns>
    public override string ToString() => Value is not { } value ? "unscored"
        : $"{Precision.Standard.Text(value)} (tier {Number.Text(TierIndex)}{(SegmentIndex < 0 ? "" : $", segment {Number.Text(SegmentIndex)}")})";
}
