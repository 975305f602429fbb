using System.Text.Json.Nodes;

namespace HealthScoring.Tests.Properties;

/// <summary>A trial some of whose metrics fade, and whose measurements have ages; in half of the trials nothing fades.</summary>
internal sealed class FadingTrial
{
    private readonly string? _named;

    public FadingTrial(Trial trial, Random random)
    {
        _named = trial.Named;
        Profile = trial.Profile.Build();
        if (random.Next(2) == 0)
            Profile = Edit(Profile, root => Fade(root, random));
        Customers = [.. trial.Customers.Select(customer => (IReadOnlyDictionary<string, Measurement>)customer.ToDictionary(
            pair => pair.Key, pair => new Measurement(pair.Value.Value, Trial.AsOf.AddHours(-random.Next(24 * 22))), StringComparer.Ordinal))];
    }

    public ScoringProfile Profile { get; }

    public IReadOnlyDictionary<string, Measurement>[] Customers { get; }

    public HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer(ScoringProfile? profile = null) =>
        StoredMeasurements.ScorerFor(profile ?? Profile, new() { SegmentBy = _ => _named });

    /// <summary>The curve that a customer's value goes through.</summary>
    public Curve CurveOf(string metric, HealthScore score)
    {
        Curve own = Profile.Dimensions.SelectMany(dimension => dimension.Metrics).Single(candidate => candidate.Name == metric).Curve;
        return Profile.Segments.FirstOrDefault(segment => segment.Name == score.Segment)?.Curves.GetValueOrDefault(metric) ?? own;
    }

    /// <summary>The raw values of a metric at which something happens.</summary>
    public IEnumerable<double> Landmarks(string metric)
    {
        IEnumerable<Curve> curves = Profile.Dimensions.SelectMany(dimension => dimension.Metrics).Where(candidate => candidate.Name == metric)
            .Select(candidate => candidate.Curve)
            .Concat(Profile.Segments.SelectMany(segment => segment.Curves).Where(pair => pair.Key == metric).Select(pair => pair.Value));
        IEnumerable<Condition> conditions = Profile.Guardrails.Concat(Profile.Segments.SelectMany(segment => segment.Guardrails))
            .Select(guardrail => guardrail.When).Concat(Profile.Segments.Select(segment => segment.When).OfType<Condition>())
            .SelectMany(when => when.Leaves).Where(when => when.Name == metric);
        return curves.SelectMany(curve => curve.Knots).Select(knot => knot.X)
            .Concat(conditions.SelectMany(when => new[] { when.Bound, when.UpperBound }));
    }

    /// <summary>The profile with another weight of a dimension or metric: a segment's own, or the base profile's.</summary>
    public ScoringProfile WithWeight(string? segment, string name, double weight) => Edit(Profile, root =>
    {
        if (segment is not null)
        {
            JsonObject own = root["segments"]!.AsArray().Select(node => node!.AsObject()).Single(node => (string?)node["name"] == segment);
            if (own["weights"] is null)
                own["weights"] = new JsonObject();
            own["weights"]![name] = weight;
            return;
        }
        IEnumerable<JsonObject> dimensions = root["dimensions"]!.AsArray().Select(node => node!.AsObject());
        dimensions.Concat(dimensions.SelectMany(node => node["metrics"]!.AsArray()).Select(node => node!.AsObject()))
            .Single(node => (string?)node["name"] == name)["weight"] = weight;
    });

    private static void Fade(JsonNode root, Random random)
    {
        foreach (JsonNode? metric in root["dimensions"]!.AsArray().SelectMany(dimension => dimension!["metrics"]!.AsArray()))
        {
            if (random.Next(2) == 0)
                continue;
            metric!["freshFor"] = $"{random.Next(10)} days";
            metric["staleAfter"] = $"{random.Next(10, 25)} days";
        }
    }

    private static ScoringProfile Edit(ScoringProfile profile, Action<JsonNode> edit)
    {
        JsonNode root = JsonNode.Parse(profile.ToJson())!;
        edit(root);
        return ScoringProfile.Parse(root.ToJsonString());
    }
}
