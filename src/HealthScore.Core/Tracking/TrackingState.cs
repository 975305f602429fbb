using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>
/// What tracking remembers of one customer under one profile. The host stores it with the customer, and gives it back with the next score.
/// </summary>
/// <remarks>
/// Immutable and safe to share between threads. It holds scores, names of the profile and times, and no raw values. Its size is bounded by
/// the profile: by the days of the window, the actions with a cool-down, and the metrics that fade. System.Text.Json writes and reads it as
/// <see cref="ToJson"/> and <see cref="Parse"/> do.
/// </remarks>
[JsonConverter(typeof(TrackingStateConverter))]
public sealed class TrackingState
{
    internal TrackingState()
    {
    }

    /// <summary>The name of the profile.</summary>
    public string Profile { get; internal init; } = "";

    /// <summary>The fingerprint of the profile at the last score.</summary>
    public string Fingerprint { get; internal init; } = "";

    /// <summary>The fingerprint of what the profile did at the last score, whatever its descriptions and units.</summary>
    internal string Rules { get; init; } = "";

    /// <summary>The time of the last score, in UTC.</summary>
    public DateTimeOffset AsOf { get; internal init; }

    /// <summary>
    /// The tier the customer counts as; while <see cref="IsUnscored"/> the one it had before, which a later score starts from.
    /// <see langword="null"/> where it never had one.
    /// </summary>
    public string? Tier { get; internal init; }

    /// <summary>Whether the customer had no tier at the last score.</summary>
    public bool IsUnscored { get; internal init; }

    /// <summary>The tier that scores ask for and that does not count yet; <see langword="null"/> where there is none.</summary>
    public string? PendingTier => Pending?.Tier;

    /// <summary>The time of the first score in a row that asked for another tier, in UTC; <see langword="null"/> where none is pending.</summary>
    public DateTimeOffset? PendingSince => Pending?.Since;

    /// <summary>Whether the next score that has a tier sets it at once: an override has ended by then, or the profile has changed.</summary>
    internal bool FollowsNext { get; init; }

    internal PendingTier? Pending { get; init; }

    /// <summary>By rising day and falling score: what a later day has reached, an earlier day says no more.</summary>
    internal IReadOnlyList<DayScore> Highs { get; init; } = [];

    /// <summary>By rising day and rising score.</summary>
    internal IReadOnlyList<DayScore> Lows { get; init; } = [];

    /// <summary>The metrics that were stale at the last score, in ordinal order.</summary>
    internal IReadOnlyList<string> Stale { get; init; } = [];

    /// <summary>The actions with a cool-down that were due, in ordinal order by name.</summary>
    internal IReadOnlyList<FiredAction> Fired { get; init; } = [];

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The state.</returns>
    /// <exception cref="FormatException">The text is no such state; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static TrackingState Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return StateReader.Read(json);
    }

    /// <summary>Writes the state as JSON that <see cref="Parse"/> reads back.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => StateWriter.Write(this);
}
