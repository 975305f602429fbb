using HealthScoring.Json;

namespace HealthScoring;

/// <summary>What the parts of a profile may refer to, and what is known of it.</summary>
internal sealed class Declarations
{
    private readonly SourceErrors _errors;
    private readonly Dictionary<string, (ProfileMetric Metric, string Path, bool AnyPoints)> _scored = new(StringComparer.Ordinal);

    public Declarations(SourceErrors errors, IReadOnlyList<Dimension> dimensions, IEnumerable<string> signals, IEnumerable<string> labels,
        IEnumerable<string> guardrails, IReadOnlyList<string> tiers, IEnumerable<string> actions, IEnumerable<string> segments)
    {
        _errors = errors;
        for (int i = 0; i < dimensions.Count; i++)
        {
            string path = JsonPath.Item("$.dimensions", i);
            bool anyPoints = DimensionFormat.AnyPoints(dimensions[i], errors.IsFaulty(path + ".formula"));
            for (int j = 0; j < dimensions[i].Metrics.Count; j++)
            {
                ProfileMetric metric = dimensions[i].Metrics[j];
                _scored.TryAdd(metric.Name, (metric, JsonPath.Item(path + ".metrics", j), anyPoints));
            }
        }
        Scored = new(_scored.Keys, () => IsSound("$.dimensions")
            && Enumerable.Range(0, dimensions.Count).All(i => IsSound(JsonPath.Item("$.dimensions", i) + ".metrics")));
        Metrics = Scored.Or(Of("$.signals", signals));
        Labels = Of("$.labels", labels);
        Dimensions = Of("$.dimensions", dimensions.Select(dimension => dimension.Name));
        Weighted = Dimensions.Or(Scored);
        Guardrails = Of("$.guardrails", guardrails);
        Tiers = Of("$.tiers", tiers);
        (LowestTier, HighestTier) = tiers.Count == 0 ? (null, null) : (tiers[0], tiers[^1]);
        Actions = Of("$.actions", actions);
        Segments = Of("$.segments", segments);
        Removable = Guardrails.Or(Actions);
    }

    /// <summary>The metrics that earn points.</summary>
    public DeclaredNames Scored { get; }

    /// <summary>The metrics that earn points, and the signals.</summary>
    public DeclaredNames Metrics { get; }

    public DeclaredNames Labels { get; }

    public DeclaredNames Dimensions { get; }

    /// <summary>The dimensions, and the metrics that earn points.</summary>
    public DeclaredNames Weighted { get; }

    public DeclaredNames Guardrails { get; }

    public DeclaredNames Tiers { get; }

    public string? LowestTier { get; }

    public string? HighestTier { get; }

    public DeclaredNames Actions { get; }

    public DeclaredNames Segments { get; }

    /// <summary>The guardrails and the actions.</summary>
    public DeclaredNames Removable { get; }

    /// <summary>Whether a metric may earn points outside 0..100, or might if it were known.</summary>
    public bool MayEarnAnyPoints(string metric) => !_scored.TryGetValue(metric, out var found) || found.AnyPoints;

    /// <summary>Whether a metric fades, or would if it had no error.</summary>
    public bool MayFade(string metric) =>
        _scored.TryGetValue(metric, out var found) && (found.Metric.Freshness is not null || _errors.HasFaultWithin(found.Path));

    private DeclaredNames Of(string path, IEnumerable<string> names) => new(names, () => IsSound(path));

    private bool IsSound(string path) => !_errors.IsFaulty(path);
}
