using System.Text.Json.Nodes;

namespace HealthScoring.Tests.Properties;

/// <summary>A trial's profile with metrics that fade, and its two customers as one customer at two times, with some numbers that stayed.</summary>
internal sealed class TwoMonths
{
    private readonly Random _random;

    public TwoMonths(Trial trial)
    {
        _random = trial.Choices;
        Draft = trial.Profile with { MinimumCoverage = _random.Next(4) == 0 ? trial.Profile.MinimumCoverage : 0 };
        Profile = Fading(Draft);
        BeforeAsOf = Trial.AsOf;
        AfterAsOf = Trial.AsOf.AddDays(_random.Next(0, 90) - 20);
        Before = Dated(trial.Customers[0], BeforeAsOf);
        // A shrunk trial has one customer only.
        var other = Dated(trial.Customers[^1], AfterAsOf);
        After = Before.ToDictionary(pair => pair.Key, pair => _random.Next(3) == 0 ? pair.Value : other[pair.Key], StringComparer.Ordinal);
        Named = trial.Named;
        Pins = [Pin(), Pin()];
    }

    public ProfileDraft Draft { get; }

    public ScoringProfile Profile { get; }

    public DateTimeOffset BeforeAsOf { get; }

    public DateTimeOffset AfterAsOf { get; }

    public IReadOnlyDictionary<string, Measurement> Before { get; }

    public IReadOnlyDictionary<string, Measurement> After { get; }

    /// <summary>The segment that the host names in the second month.</summary>
    public string? Named { get; }

    /// <summary>The overrides of the two months; mostly none.</summary>
    public ScoreOverride?[] Pins { get; }

    public HealthScore ScoreBefore(string? named = null) => Score(Profile, Before, BeforeAsOf, named, Pins[0]);

    public HealthScore ScoreAfter(ScoringProfile? profile = null) => Score(profile ?? Profile, After, AfterAsOf, Named, Pins[1]);

    public static HealthScore Score(ScoringProfile profile, IReadOnlyDictionary<string, Measurement> customer, DateTimeOffset asOf,
        string? named = null, ScoreOverride? pin = null) =>
        StoredMeasurements.ScorerFor(profile, new() { SegmentBy = _ => named, OverrideBy = (_, _) => pin }).Score(customer, asOf);

    /// <summary>Another profile of the same names, except for one metric that it may lack: other weights, and other metrics that fade.</summary>
    public ScoringProfile OtherProfile()
    {
        ProfileDraft bare = Draft.Bare().WithMetrics((_, metric) => metric with { Weight = metric.Weight == 0 ? 0 : 1 + _random.Next(5) });
        DimensionDraft first = bare.Dimensions[0];
        MetricDraft[] kept = first.Metrics[1..];
        return Fading(kept.All(metric => metric.Weight == 0) ? bare
            : bare with { Dimensions = [first with { Metrics = kept }, .. bare.Dimensions[1..]] });
    }

    /// <summary>The profile, half of whose metrics fade.</summary>
    private ScoringProfile Fading(ProfileDraft draft)
    {
        JsonNode json = JsonNode.Parse(draft.Build().ToJson())!;
        foreach (JsonObject metric in json["dimensions"]!.AsArray().SelectMany(dimension => dimension!["metrics"]!.AsArray()).OfType<JsonObject>())
        {
            if (_random.Next(2) == 0)
                continue;
            int fresh = _random.Next(60);
            (metric["freshFor"], metric["staleAfter"]) = ($"{fresh} days", $"{fresh + 1 + _random.Next(60)} days");
        }
        return ScoringProfile.Parse(json.ToJsonString());
    }

    private Dictionary<string, Measurement> Dated(IReadOnlyDictionary<string, Measurement> customer, DateTimeOffset asOf) =>
        customer.ToDictionary(pair => pair.Key, pair => pair.Value.Label is not null ? pair.Value
            : new Measurement(pair.Value.Value, _random.Next(10) switch
            {
                0 => null,
                1 => asOf,
                2 => asOf.AddHours(1),
                _ => asOf.AddMinutes(-_random.Next(80 * 24 * 60)),
            }), StringComparer.Ordinal);

    private ScoreOverride? Pin() => _random.Next(5) > 0 ? null : ScoreOverride.OfScore(
        _random.Next(101), "reason", "author", DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
