using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>The scores of rows without the points of metrics, as fast as columns are scored, and with the same bits.</summary>
internal sealed class ScoredRows
{
    private ScoredRows(int rows) => (Scores, Tiers, Segments) = (new double[rows], new int[rows], new int[rows]);

    /// <summary>The score of each row; NaN where there is none.</summary>
    public double[] Scores { get; }

    /// <summary>The index of each row's tier, 0 for the lowest; -1 without a score.</summary>
    public int[] Tiers { get; }

    /// <summary>The index of the segment each row was scored in; -1 for the base profile.</summary>
    public int[] Segments { get; }

    /// <summary>Scores rows.</summary>
    public static ScoredRows Of(ScoringProfile profile, BookRows rows)
    {
        var scorer = new ColumnScorer(profile);
        double[] none = Filled(rows.Count, double.NaN);
        MetricColumn[] columns = [.. scorer.Columns.Select(name => ColumnOf(profile, rows, name, none))];
        var scored = new ScoredRows(rows.Count);
        scorer.Score(columns, scored.Scores, scored.Tiers, segments: scored.Segments, namedSegments: NamedSegments(profile, rows));
        return scored;
    }

    private static MetricColumn ColumnOf(ScoringProfile profile, BookRows rows, string name, double[] none)
    {
        if (profile.Labels.Contains(name))
        {
            return rows.Values.Labels.TryGetValue(name, out MetricColumn label)
                ? label : MetricColumn.OfLabels(Filled(rows.Count, -1), Array.Empty<string?>());
        }
        if (!rows.Values.Numbers.TryGetValue(name, out MetricColumn column))
            column = none;
        return column.HasAges ? column : column.WithAges(none);
    }

    private static int[] NamedSegments(ScoringProfile profile, BookRows rows)
    {
        if (rows.Segments.Length == 0)
            return [];
        string[] names = [.. profile.Segments.Select(segment => segment.Name)];
        int[] segments = [.. rows.Segments.Texts.ToArray().Select(text => Array.IndexOf(names, text))];
        int[] named = new int[rows.Count];
        for (int row = 0; row < named.Length; row++)
            named[row] = (uint)rows.Segments.Codes[row] < (uint)segments.Length ? segments[rows.Segments.Codes[row]] : -1;
        return named;
    }

    /// <summary>As many of one value.</summary>
    public static T[] Filled<T>(int count, T value)
    {
        var filled = new T[count];
        Array.Fill(filled, value);
        return filled;
    }
}
