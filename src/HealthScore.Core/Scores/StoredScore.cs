using System.Text.Json.Serialization;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// A score with all that it was made from: the host stores it, and makes the same score again at any later time, to explain it, to compare it with a
/// later one, or to ask what another profile would have said.
/// </summary>
/// <remarks>
/// It holds the raw values of a customer. System.Text.Json writes and reads it as <see cref="ToJson"/> and <see cref="Parse"/> do.
/// </remarks>
[JsonConverter(typeof(StoredScoreConverter))]
public sealed class StoredScore
{
    private static readonly StoredFormat<StoredScoreData> Format = new("stored score", "give one that was stored", new StoredScoreContract());

    private readonly StoredScoreData _data;
    private readonly Dictionary<string, Measurement> _measured;

    private StoredScore(StoredScoreData data, ScoreOverride? pinned)
    {
        _data = data;
        Override = pinned;
        _measured = data.Measurements.ToDictionary(one => one.Metric, one => new Measurement(one.Value, one.ObservedAt), StringComparer.Ordinal);
        foreach (StoredFault fault in data.Faults.Where(fault => fault.Reason != Reasons[MissingReason.Fault]))
        {
            _measured[fault.Metric] = fault.Reason == Reasons[MissingReason.NotANumber] ? double.NaN
                : fault.Reason == Reasons[MissingReason.WrongKind] ? Measurement.WrongKind
                : double.PositiveInfinity;
        }
        foreach ((string label, string text) in data.Labels)
            _measured[label] = Measurement.OfLabel(text);
        Faults = data.Faults.Where(fault => fault.Reason == Reasons[MissingReason.Fault])
            .ToDictionary(fault => fault.Metric, fault => fault.Error!, StringComparer.Ordinal).AsReadOnly();
    }

    /// <summary>Keeps what a score was made from.</summary>
    /// <param name="score">The score.</param>
    /// <exception cref="ArgumentNullException"><paramref name="score"/> is <see langword="null"/>.</exception>
    public StoredScore(HealthScore score)
        : this(DataOf(score ?? throw new ArgumentNullException(nameof(score))), score.Override)
    {
    }

    /// <summary>The name of the profile.</summary>
    public string ProfileName => _data.Profile;

    /// <summary>The fingerprint of the profile.</summary>
    public string Fingerprint => _data.Fingerprint;

    /// <summary>The time the score is for.</summary>
    public DateTimeOffset AsOf => _data.AsOf;

    /// <summary>The score, 0 to 100; <see langword="null"/> for an unscored customer.</summary>
    public double? Value => _data.Score;

    /// <summary>The name of the tier; <see langword="null"/> where there was none.</summary>
    public string? Tier => _data.Tier;

    /// <summary>The segment the customer was scored in, or <see langword="null"/> for the base profile.</summary>
    public string? Segment => _data.Segment;

    /// <summary>The segment that the host named, whether it was chosen or not; <see langword="null"/> where it named none.</summary>
    public string? NamedSegment => _data.NamedSegment;

    /// <summary>The override that held, or <see langword="null"/>.</summary>
    public ScoreOverride? Override { get; }

    /// <summary>
    /// What was measured, by metric, signal or label; without those that had no value, or one that is no finite number or of another kind.
    /// </summary>
    public IReadOnlyDictionary<string, Measurement> Measurements => field ??=
        _measured.Where(one => !one.Value.IsMissing).ToDictionary(StringComparer.Ordinal).AsReadOnly();

    /// <summary>The type and the message of what a metric or signal threw, by its name; empty where none did.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; }

    private static Dictionary<MissingReason, string> Reasons { get; } = new()
    {
        [MissingReason.NotANumber] = "notANumber",
        [MissingReason.Infinite] = "infinite",
        [MissingReason.WrongKind] = "wrongKind",
        [MissingReason.Fault] = "fault",
    };

    /// <summary>Makes the score again.</summary>
    /// <param name="profile">
    /// The profile: by the one of the same <see cref="Fingerprint"/> the score has the same bits, and the same explanation. By another one it is what
    /// that profile says of the same measurements; what it asks for and was not measured is missing.
    /// </param>
    /// <returns>The score. To make many, keep what <see cref="ScorerFor"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public HealthScore Rescore(ScoringProfile profile) => ScorerFor(profile).Score(this, AsOf);

    /// <summary>Makes a scorer of stored scores: give each its own time, as <see cref="Rescore"/> does.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static HealthScorer<StoredScore> ScorerFor(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(profile, profile.MetricNames.Select(name => HealthMetric.From<StoredScore>(name, (stored, _) => stored.Measured(name))), new()
        {
            SegmentBy = stored => stored._data.SegmentError is { } error ? throw new StoredFaultException(error) : stored.NamedSegment,
            OverrideBy = (stored, _) => stored._data.OverrideError is { } error ? throw new StoredFaultException(error) : stored.Override,
        });
    }

    /// <summary>Reads a stored score that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The stored score.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such score; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static StoredScore Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        ScoreOverride? pinned = null;
        StoredScoreData data = Format.Read(json, (data, errors) =>
        {
            Check(data, errors);
            pinned = OverrideOf(data.Override, errors);
            CheckWhole(data, errors);
        });
        return new(data, pinned);
    }

    /// <summary>Writes the stored score as JSON that <see cref="Parse"/> reads back.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => Format.Write(_data);

    /// <summary>When the score was made, and what it was.</summary>
    /// <returns>As in <c>2026-11-15 00:00 UTC: 63.4 (steady) by b2b-saas (3f2a9c01d4e5)</c>.</returns>
    public override string ToString() => $"{TimeText.Minute(AsOf)}: "
        + $"{Explanation.Short(Value, Precision.Standard, Tier, Override is not null)} by {ProfileName} ({Fingerprint[..12]})";

    private Measurement Measured(string metric) =>
        Faults.TryGetValue(metric, out string? error) ? throw new StoredFaultException(error) : _measured.GetValueOrDefault(metric);

    private static StoredScoreData DataOf(HealthScore score) => new()
    {
        Profile = score.ProfileName,
        Fingerprint = score.Fingerprint,
        AsOf = score.AsOf,
        Score = score.Value,
        Tier = score.Tier,
        Segment = score.Segment,
        // What holds half of a character is the name of no segment.
        NamedSegment = score.NamedSegment is { } named ? Excerpt.WithoutHalves(named) : null,
        SegmentError = score.SegmentFault is null ? null : MissingMetric.Describe(score.SegmentFault),
        Override = score.Override is { } given ? new(given.Score, given.Tier, given.Reason, given.Author, given.From, given.Until) : null,
        OverrideError = score.OverrideError,
        Measurements = [.. score.Measurements.Where(one => one.Value.Value is not null)
            .Select(one => new StoredMeasurement(one.Key, one.Value.Value.GetValueOrDefault(), one.Value.ObservedAt))],
        Labels = [.. score.Measurements.Where(one => one.Value.Label is not null).Select(one => new StoredLabel(one.Key, one.Value.Label!))],
        Faults = [.. score.Missing.Where(missing => Reasons.ContainsKey(missing.Reason))
            .Select(missing => new StoredFault(missing.Metric, Reasons[missing.Reason], missing.Error))],
    };

    private static void Check(StoredScoreData data, StoredErrors errors)
    {
        errors.CheckVersion(data.FormatVersion, StoredScoreData.Version);
        errors.CheckName("$.profile", data.Profile);
        errors.CheckFingerprint("$.fingerprint", data.Fingerprint);
        if (data.Score is not (null or (>= 0 and <= 100)))
        {
            string score = Number.Text(data.Score.GetValueOrDefault());
            errors.Add("$.score", score, $"{score} is not a score", "a score goes from 0 to 100");
        }
        if (data.Tier is not null)
            errors.CheckName("$.tier", data.Tier);
        if (data.Segment is not null)
            errors.CheckName("$.segment", data.Segment);
        HashSet<string> known = new(StringComparer.Ordinal);
        void CheckOnce(string path, string metric, string member = "metric")
        {
            errors.CheckName($"{path}.{member}", metric);
            if (!known.Add(metric))
                errors.Add(path, null, $"'{metric}' is given twice");
        }
        for (int i = 0; i < data.Measurements.Count; i++)
            CheckOnce(JsonPath.Item("$.measurements", i), data.Measurements[i].Metric);
        for (int i = 0; i < data.Labels.Count; i++)
            CheckOnce(JsonPath.Item("$.labels", i), data.Labels[i].Label, "label");
        for (int i = 0; i < data.Faults.Count; i++)
        {
            string path = JsonPath.Item("$.faults", i);
            CheckOnce(path, data.Faults[i].Metric);
            if (!errors.HasFaultWithin(path) && !Reasons.ContainsValue(data.Faults[i].Reason))
            {
                errors.Add($"{path}.reason", $"\"{data.Faults[i].Reason}\"", $"\"{Excerpt.OfValue(data.Faults[i].Reason)}\" is no reason",
                    $"use one of: {string.Join(", ", Reasons.Values)}");
            }
            else if (!errors.HasFaultWithin(path) && data.Faults[i].Error is null == (data.Faults[i].Reason == Reasons[MissingReason.Fault]))
            {
                errors.Add($"{path}.error", null, data.Faults[i].Error is null ? "the fault has no error" : "there is an error of what is no fault");
            }
        }
    }

    /// <summary>What is right in its parts, and is never written together.</summary>
    private static void CheckWhole(StoredScoreData data, StoredErrors errors)
    {
        if (data.NamedSegment is not null && data.SegmentError is not null)
            errors.Add("$.segmentError", null, "there is an error, and a segment that was named");
        if (data.Override is not null && data.OverrideError is not null)
            errors.Add("$.overrideError", null, "there is an error, and an override that holds");
        if (errors.HasFaultWithin("$.override") || errors.HasFaultWithin("$.score") || errors.HasFaultWithin("$.tier"))
            return;
        if (data.Override is not { } pinned)
        {
            if (data.Score is null != data.Tier is null)
                errors.Add("$.tier", null, "there is only one of score and tier");
            return;
        }
        if (data.Tier is null)
            errors.Add("$.tier", null, "there is no tier, and an override");
        else if (pinned.Tier is not null && pinned.Tier != data.Tier)
            errors.Add("$.tier", $"\"{data.Tier}\"", $"\"{data.Tier}\" is not the tier of the override");
        if (pinned.Score is not null && pinned.Score != data.Score)
            errors.Add("$.score", null, "the score is not that of the override");
        if (!errors.IsFaulty("$.asOf") && (data.AsOf < pinned.From || data.AsOf >= pinned.Until))
            errors.Add("$.override", null, "the override does not hold at \"asOf\"");
    }

    private static ScoreOverride? OverrideOf(StoredDecision? stored, StoredErrors errors)
    {
        if (stored is not { } given || errors.HasFaultWithin("$.override"))
            return null;
        foreach ((string member, string problem, string remedy) in ScoreOverride.Problems(
            given.Score, given.Tier, given.Reason, given.Author, given.From, given.Until))
        {
            string? score = member == "score" && given.Score is { } number ? Number.Text(number) : null;
            errors.Add($"$.override.{member}", score, problem, remedy);
        }
        return errors.HasFaultWithin("$.override") ? null
            : new(given.Score, given.Tier, given.Reason, given.Author, given.From, given.Until);
    }
}
