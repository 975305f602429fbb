using System.Text.Json;

namespace HealthScoring.Analysis;

/// <summary>One of the two profiles: its canonical form, which is compared, and its parts, which say what the form spells otherwise.</summary>
internal sealed class ProfileForm
{
    private readonly ScoringProfile _profile;
    private readonly WeightShares _shares;

    /// <summary>Reads a canonical form.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="canonicalJson">Its canonical form.</param>
    public ProfileForm(ScoringProfile profile, string canonicalJson)
    {
        _profile = profile;
        _shares = new(profile);
        using JsonDocument document = JsonDocument.Parse(canonicalJson);
        Root = document.RootElement.Clone();
        Measured = Dimensions
            .SelectMany(dimension => Named(dimension, "metrics").Select(metric => new MeasuredPart(NameOf(metric), NameOf(dimension), metric)))
            .Concat(Named(Root, "signals").Select(signal => new MeasuredPart(NameOf(signal), Dimension: null, signal)))
            .ToDictionary(part => part.Name, StringComparer.Ordinal);
    }

    public JsonElement Root { get; }

    /// <summary>What tracking states know the profile by.</summary>
    public string Id => _profile.Id;

    public JsonElement[] Dimensions => Named(Root, "dimensions");

    /// <summary>Everything measured, metrics and signals, by name.</summary>
    public IReadOnlyDictionary<string, MeasuredPart> Measured { get; }

    public static string NameOf(JsonElement part) => part.GetProperty("name").GetString()!;

    /// <summary>A member; undefined where it is absent.</summary>
    public static JsonElement Get(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out JsonElement value) ? value : default;

    /// <summary>What weights are worth, to all customers or to those of a segment; a segment that is not there changes nothing.</summary>
    public WeightShares Shares(string? segment) => segment is not null && SegmentOf(segment) is { } own ? new(_profile, own) : _shares;

    /// <summary>The condition of a guardrail, segment or action; null for any other part.</summary>
    public Condition? ConditionOf(ProfilePart part) => part.Kind switch
    {
        "guardrail" => (part.Segment is { } name ? SegmentOf(name)?.Guardrails : _profile.Guardrails)
            ?.FirstOrDefault(guardrail => guardrail.Name == part.Name)?.When,
        "segment" => SegmentOf(part.Name)?.When,
        "action" => (part.Segment is { } name ? SegmentOf(name)?.Actions : _profile.Actions)
            ?.FirstOrDefault(action => action.Name == part.Name)?.When,
        _ => null,
    };

    /// <summary>The curve of a metric, or the one that a segment has for it; null where there is none.</summary>
    public Curve? CurveOf(string metric, string? segment) => segment is null
        ? _profile.Dimensions.SelectMany(dimension => dimension.Metrics).FirstOrDefault(each => each.Name == metric)?.Curve
        : SegmentOf(segment)?.Curves.GetValueOrDefault(metric);

    private static JsonElement[] Named(JsonElement owner, string list) =>
        Get(owner, list) is { ValueKind: JsonValueKind.Array } parts ? [.. parts.EnumerateArray()] : [];

    private Segment? SegmentOf(string name) => _profile.Segments.FirstOrDefault(segment => segment.Name == name);
}
