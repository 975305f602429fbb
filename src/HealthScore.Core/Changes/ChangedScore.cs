using HealthScoring.Text;

namespace HealthScoring.Changes;

/// <summary>One of the two scores of a <see cref="StoredScoreChange"/>: when it was made, by which profile, and what it was.</summary>
public sealed class ChangedScore
{
    internal ChangedScore(StoredChangeScore data) => (ProfileName, Fingerprint, AsOf, Value, Tier) = data;

    /// <summary>The name of the profile.</summary>
    public string ProfileName { get; }

    /// <summary>The fingerprint of the profile.</summary>
    public string Fingerprint { get; }

    /// <summary>The time the score is for.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The score, 0 to 100; <see langword="null"/> for an unscored customer.</summary>
    public double? Value { get; }

    /// <summary>The name of the tier; <see langword="null"/> where there was none.</summary>
    public string? Tier { get; }

    /// <summary>When the score was made, and what it was.</summary>
    /// <returns>As in <c>2026-11-15 00:00 UTC: 63.4 (steady)</c>.</returns>
    public override string ToString() => $"{TimeText.Minute(AsOf)}: {Explanation.Short(Value, Precision.Standard, Tier, isPinned: false)}";
}
