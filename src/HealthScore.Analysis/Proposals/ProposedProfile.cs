using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Proposals;

/// <summary>
/// Writes what was learned into a profile as a person would: weights in whole numbers of 100, among the dimensions and within each. Everything else
/// stays as it is.
/// </summary>
internal sealed class ProposedProfile
{
    // No longer than what it was read from: letters of any script stay letters.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ScoringProfile _profile;
    private readonly LearnedColumn[] _columns;
    private readonly LearnedParts _parts;
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly JsonNode _root;

    private ProposedProfile(ScoringProfile profile, LearnedColumn[] columns, LearnedParts parts) =>
        (_profile, _columns, _parts, _root) = (profile, columns, parts, JsonNode.Parse(profile.ToJson())!);

    /// <summary>The profile with what was learned; itself where nothing tells the outcome.</summary>
    public static ScoringProfile Of(ScoringProfile profile, LearnedColumn[] columns, LearnedParts parts) =>
        Array.TrueForAll(parts.Slopes, slope => slope == 0) ? profile : new ProposedProfile(profile, columns, parts).Write();

    /// <summary>Reads a profile whose parts were changed as JSON.</summary>
    public static ScoringProfile Parse(JsonNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
            root.WriteTo(writer);
        return ScoringProfile.Parse(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private ScoringProfile Write()
    {
        (int Dimension, LearnedColumn[] Columns, double[] Slopes)[] dimensions = [.. _columns.Zip(_parts.Slopes).GroupBy(pair => pair.First.Dimension)
            .Select(same => (same.Key, same.Select(pair => pair.First).ToArray(), same.Select(pair => pair.Second).ToArray()))];
        int[] whole = Whole([.. dimensions.Select(dimension => dimension.Slopes.Sum())]);
        KeepAsked([.. dimensions.Select(dimension => _profile.Dimensions[dimension.Dimension].Name)], whole);
        for (int i = 0; i < dimensions.Length; i++)
        {
            (int dimension, LearnedColumn[] columns, double[] slopes) = dimensions[i];
            _weights[_profile.Dimensions[dimension].Name] = whole[i];
            if (columns[0].IsDimension || slopes.Sum() == 0)
                continue;
            int[] within = Whole(slopes);
            for (int column = 0; column < columns.Length; column++)
                _weights[columns[column].Name] = within[column];
        }
        for (int dimension = 0; dimension < _profile.Dimensions.Count; dimension++)
            WriteDimension(dimension);
        for (int segment = 0; segment < _profile.Segments.Count; segment++)
            WriteSegment(segment);
        return Parse(_root);
    }

    // On a grid, so that shares which differ by rounding alone go to the first.
    private static int[] Whole(double[] slopes)
    {
        double all = slopes.Sum();
        return LargestRemainder.Of([.. slopes.Select(slope => Math.Round(slope / all, 9))], 100);
    }

    /// <summary>Leaves 1 to dimensions whose points a guardrail or an action asks for: no profile may ask for one that does not count.</summary>
    private void KeepAsked(string[] names, int[] whole)
    {
        IEnumerable<Condition?> conditions = _profile.Guardrails.Concat(_profile.Segments.SelectMany(segment => segment.Guardrails))
            .Select(guardrail => (Condition?)guardrail.When)
            .Concat(_profile.Actions.Concat(_profile.Segments.SelectMany(segment => segment.Actions)).Select(action => action.When));
        HashSet<string> asked = [.. conditions.SelectMany(when => when?.Leaves ?? [])
            .Where(leaf => leaf.Subject == ConditionSubject.Dimension).Select(leaf => leaf.Name)];
        for (int i = 0; i < names.Length; i++)
        {
            if (whole[i] > 0 || !asked.Contains(names[i]))
                continue;
            whole[i] = 1;
            whole[Array.IndexOf(whole, whole.Max())]--;
        }
    }

    private void WriteDimension(int index)
    {
        Dimension dimension = _profile.Dimensions[index];
        JsonNode node = _root["dimensions"]![index]!;
        if (_weights.TryGetValue(dimension.Name, out double weight))
            node["weight"] = weight;
        for (int metric = 0; metric < dimension.Metrics.Count; metric++)
        {
            JsonNode own = node["metrics"]![metric]!;
            // The name of a dimension is no metric's, so one dictionary holds both.
            if (_weights.TryGetValue(dimension.Metrics[metric].Name, out double metricWeight))
                own["weight"] = metricWeight;
            if (LearnedCurve(dimension.Metrics[metric].Name) is { } knots)
                WriteCurve(own, knots);
        }
    }

    /// <summary>
    /// A segment with a weight of its own was not learned from, so its customers keep their scores to the bit. In others a weight of 0 stays;
    /// where nothing else of a list would be left to count, the weights that were there stay with it.
    /// </summary>
    private void WriteSegment(int index)
    {
        Segment segment = _profile.Segments[index];
        bool frozen = LearningRows.HasOtherWeights(segment);
        if (frozen || NothingCounts(segment, _profile.Dimensions.Select(dimension => (dimension.Name, dimension.Weight))))
            KeepWeights(index, _profile.Dimensions.Select(dimension => (dimension.Name, dimension.Weight)));
        foreach (Dimension dimension in _profile.Dimensions)
        {
            (string, double)[] metrics = [.. dimension.Metrics.Select(metric => (metric.Name, metric.Weight))];
            if (frozen || NothingCounts(segment, metrics))
                KeepWeights(index, metrics);
            foreach (ProfileMetric metric in dimension.Metrics.Where(metric => frozen && LearnedCurve(metric.Name) is not null))
                KeepCurve(index, metric);
        }
    }

    private bool NothingCounts(Segment segment, IEnumerable<(string Name, double Weight)> list) =>
        list.All(one => segment.Weights.GetValueOrDefault(one.Name, _weights.GetValueOrDefault(one.Name, one.Weight)) == 0);

    private void KeepWeights(int segment, IEnumerable<(string Name, double Weight)> list)
    {
        foreach ((string name, double weight) in list.Where(one => _weights.ContainsKey(one.Name)))
        {
            JsonNode weights = _root["segments"]![segment]!["weights"] ??= new JsonObject();
            if (weights[name] is null)
                weights[name] = weight;
        }
    }

    private void KeepCurve(int segment, ProfileMetric metric)
    {
        JsonNode curves = _root["segments"]![segment]!["curves"] ??= new JsonObject();
        if (curves[metric.Name] is null)
            curves[metric.Name] = new JsonObject { ["knots"] = Pairs(metric.Curve.Knots) };
    }

    private Knot[]? LearnedCurve(string metric)
    {
        int column = Array.FindIndex(_columns, column => !column.IsDimension && column.Name == metric);
        // What does not count any more keeps its curve: it is shown.
        return column >= 0 && _parts.Slopes[column] > 0 ? _parts.Curves[column] : null;
    }

    private static void WriteCurve(JsonNode metric, Knot[] knots)
    {
        if (metric["curve"]!["bands"] is not JsonArray bands)
        {
            metric["curve"] = new JsonObject { ["knots"] = Pairs(knots) };
            return;
        }
        // Of bands every second knot is where the next one begins, or ends.
        for (int band = 0; band < bands.Count; band++)
        {
            JsonNode one = bands[band]!;
            double points = knots[Math.Min(2 * band, knots.Length - 1)].Points;
            if (one is JsonArray pair)
                pair[1] = points;
            else
                one["points"] = points;
        }
    }

    // By the constructor: a collection expression adds by a generic method that native AOT cannot have.
    private static JsonArray Pairs(IEnumerable<Knot> knots) => new([.. knots.Select(knot => new JsonArray(knot.X, knot.Points))]);
}
