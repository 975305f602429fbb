using System.Text.Json.Serialization;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Changes;

/// <summary>
/// What a <see cref="ScoreChange"/> says, without the two whole scores: their times, values and tiers, the difference and its parts. A host stores
/// it to show it again; System.Text.Json writes a <see cref="ScoreChange"/> as one.
/// </summary>
/// <remarks>System.Text.Json writes and reads it as <see cref="ToJson"/> and <see cref="Parse"/> do.</remarks>
[JsonConverter(typeof(StoredScoreChangeConverter))]
public sealed class StoredScoreChange
{
    private static readonly StoredFormat<StoredChangeData> Format = new("stored change", "give one that was stored", new StoredChangeContract());

    private readonly StoredChangeData _data;

    private StoredScoreChange(StoredChangeData data)
    {
        (_data, Before, After) = (data, new(data.Before), new(data.After));
        Parts = Array.AsReadOnly([.. data.Parts.Select(part => new ScoreChangePart(part))]);
    }

    /// <summary>Keeps what a change says.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is <see langword="null"/>.</exception>
    public StoredScoreChange(ScoreChange change)
        : this(DataOf(change ?? throw new ArgumentNullException(nameof(change))))
    {
    }

    /// <summary>The score to compare with.</summary>
    public ChangedScore Before { get; }

    /// <summary>The score that is explained.</summary>
    public ChangedScore After { get; }

    /// <summary>The difference of the two scores; <see langword="null"/> where one of them is unscored.</summary>
    public double? Change => _data.Change;

    /// <summary>The causes, as <see cref="ScoreChange.Parts"/> has them.</summary>
    public IReadOnlyList<ScoreChangePart> Parts { get; }

    /// <summary>Reads a stored change that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The stored change.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such change; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static StoredScoreChange Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(Format.Read(json, Check));
    }

    /// <summary>Writes the stored change as JSON that <see cref="Parse"/> reads back.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => Format.Write(_data);

    /// <summary>The change and its biggest causes in a line.</summary>
    /// <returns>What <see cref="ScoreChange.ToString"/> said.</returns>
    public override string ToString() => _data.Text;

    private static StoredChangeData DataOf(ScoreChange change) => new()
    {
        Before = DataOf(change.Before),
        After = DataOf(change.After),
        Change = change.Change,
        Parts = [.. change.Parts.Select(part => new StoredChangePart(part.Kind, part.Name, part.Points, part.Text))],
        Text = change.ToString(),
    };

    private static StoredChangeScore DataOf(HealthScore score) => new(score.ProfileName, score.Fingerprint, score.AsOf, score.Value, score.Tier);

    private static void Check(StoredChangeData data, StoredErrors errors)
    {
        errors.CheckVersion(data.FormatVersion, StoredChangeData.Version);
        foreach ((string path, StoredChangeScore score) in new[] { ("$.before", data.Before), ("$.after", data.After) })
        {
            errors.CheckName($"{path}.profile", score.Profile ?? "");
            errors.CheckFingerprint($"{path}.fingerprint", score.Fingerprint ?? "");
            if (score.Tier is not null)
                errors.CheckName($"{path}.tier", score.Tier);
            if (score.Score is { } value and not (>= 0 and <= 100))
                errors.Add($"{path}.score", Number.Text(value), $"{Number.Text(value)} is not a score", "a score goes from 0 to 100");
        }
        if (data.Change != data.After.Score - data.Before.Score && !errors.HasFaultWithin("$.before") && !errors.HasFaultWithin("$.after"))
            errors.Add("$.change", null, "the change is not the difference of the two scores");
    }
}
