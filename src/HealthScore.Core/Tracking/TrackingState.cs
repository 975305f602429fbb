using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>
/// What tracking remembers of one customer under one profile. The host stores it with the customer, and gives it back with the next score.
/// </summary>
/// <remarks>
/// It holds scores, names of the profile and times, and no raw values. Its size is bounded by
/// the profile: by the days of the window, the actions with a cool-down, and the metrics and signals. System.Text.Json writes and reads it as
/// <see cref="ToJson"/> and <see cref="Parse"/> do.
/// </remarks>
[JsonConverter(typeof(TrackingStateConverter))]
public sealed class TrackingState
{
    internal TrackingState(StateData data) => Data = data;

    /// <summary>The <see cref="ScoringProfile.Id"/> of the profile: its name, if it gives no id.</summary>
    public string ProfileId => Data.Profile;

    /// <summary>The fingerprint of the profile at the last score.</summary>
    public string Fingerprint => Data.Fingerprint;

    /// <summary>The time of the last score, in UTC.</summary>
    public DateTimeOffset AsOf => Data.AsOf;

    /// <summary>
    /// The tier the customer counts as; while <see cref="IsUnscored"/> the one it had before, which a later score starts from.
    /// <see langword="null"/> where it never had one.
    /// </summary>
    public string? Tier => Data.Tier;

    /// <summary>Whether the customer had no tier at the last score.</summary>
    public bool IsUnscored => Data.IsUnscored;

    /// <summary>The tier that scores ask for and that does not count yet; <see langword="null"/> where there is none.</summary>
    public string? PendingTier => Data.Pending?.Tier;

    /// <summary>The time of the first score in a row that asked for another tier, in UTC; <see langword="null"/> where none is pending.</summary>
    public DateTimeOffset? PendingSince => Data.Pending?.Since;

    /// <summary>
    /// The metrics and signals whose value is lost, in ordinal order: missing, though an earlier score had a value of them, not stale, and not for as
    /// long as the profile waits (<see cref="TrackingRules.AcceptLossAfter"/>). While there are any, the tier does not rise.
    /// </summary>
    public IReadOnlyList<string> LostMetrics => field ??= Array.AsReadOnly([.. Data.Lost.Select(lost => lost.Metric)]);

    internal StateData Data { get; }

    /// <summary>Where the customer stood at the last score, in a line.</summary>
    /// <returns>As in <c>2026-11-15 00:00 UTC: steady; at-risk pending since 2026-11-08 00:00 UTC; lost: nps</c>.</returns>
    public override string ToString() => Line(AsOf, IsUnscored ? null : Tier, Data.Pending, LostMetrics);

    internal static string Line(DateTimeOffset asOf, string? tier, PendingTier? pending, IReadOnlyList<string> lost) =>
        $"{TimeText.Minute(asOf)}: {tier ?? "unscored"}"
        + (pending is { } waiting ? $"; {waiting.Tier} pending since {TimeText.Minute(waiting.Since)}" : "")
        + (lost.Count == 0 ? "" : $"; lost: {string.Join(", ", lost)}");

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such state; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static TrackingState Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(StateReader.Read(json));
    }

    /// <summary>Writes the state as JSON that <see cref="Parse"/> reads back.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => StateReader.Write(Data);
}
