using HealthScoring.Columns;
using HealthScoring.Paths;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Scores customers that were scored before by their profile with other weights.</summary>
internal sealed class WeightTrial
{
    private readonly ScoringProfile _profile;
    private readonly double _share;
    private readonly MetricColumn[] _columns;
    private readonly int[] _segments;
    private readonly double[] _scores;
    private readonly int[] _tiers;
    private readonly int[] _others;

    /// <summary>Lays the customers out as columns.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="scores">The customers' scores by it.</param>
    /// <param name="share">The share of them that may have another tier.</param>
    public WeightTrial(ScoringProfile profile, HealthScore[] scores, double share)
    {
        (_profile, _share) = (profile, share);
        var scorer = new ColumnScorer(profile);
        _columns = [.. scorer.Columns.Select(name =>
            profile.Labels.Contains(name, StringComparer.Ordinal) ? Labels(scores, name) : Column(scores, name))];
        string[] segments = [.. profile.Segments.Select(segment => segment.Name)];
        // The segment that a customer is in stays its segment, whoever chose it: no condition asks about a weight.
        _segments = [.. scores.Select(score => Array.IndexOf(segments, score.Segment))];
        (_scores, _tiers, _others) = (new double[scores.Length], new int[scores.Length], new int[scores.Length]);
        scorer.Score(_columns, _scores, _tiers, namedSegments: _segments);
    }

    /// <summary>A range for each weight that counts, each dimension before its metrics, in canonical order.</summary>
    public IEnumerable<WeightRange> Ranges()
    {
        foreach (Dimension dimension in _profile.Dimensions.Where(dimension => dimension.Weight > 0)
            .OrderBy(dimension => dimension.Name, StringComparer.Ordinal))
        {
            yield return Range(dimension.Name, isDimension: true, dimension.Weight);
            foreach (ProfileMetric metric in dimension.Metrics.Where(metric => metric.Weight > 0)
                .OrderBy(metric => metric.Name, StringComparer.Ordinal))
                yield return Range(metric.Name, isDimension: false, metric.Weight);
        }
    }

    private static MetricColumn Labels(HealthScore[] scores, string name)
    {
        string?[] texts = [.. scores.Select(score => score.Measurements[name].Label)];
        return MetricColumn.OfLabels(Enumerable.Range(0, texts.Length).ToArray(), texts);
    }

    private static MetricColumn Column(HealthScore[] scores, string name) => new MetricColumn(
        scores.Select(score => score.Measurements[name].Value ?? double.NaN).ToArray())
        .WithAges(scores.Select(score => score.Measurements[name].ObservedAt is { } at ? Duration.Days(score.AsOf - at) : double.NaN).ToArray());

    private WeightRange Range(string name, bool isDimension, double weight) => WeightRange.Find(name, isDimension, weight, other =>
    {
        new ColumnScorer(_profile.WithWeight(name, other)).Score(_columns, _scores, _others, namedSegments: _segments);
        int changed = 0;
        for (int i = 0; i < _tiers.Length; i++)
            changed += _tiers[i] != _others[i] ? 1 : 0;
        return (double)changed / _tiers.Length <= _share;
    });
}
