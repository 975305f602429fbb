using HealthScoring.Columns;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Lays the measurements of snapshots out as columns.</summary>
internal static class SnapshotColumns
{
    /// <summary>One column per name that any snapshot has.</summary>
    public static BookValues Of(IReadOnlyList<Snapshot> snapshots)
    {
        var numbers = new Dictionary<string, (double[] Values, double[] Ages)>(StringComparer.Ordinal);
        var labels = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        for (int row = 0; row < snapshots.Count; row++)
        {
            foreach ((string name, Measurement measurement) in snapshots[row].Values)
            {
                if (measurement.Label is { } text)
                {
                    if (!labels.TryGetValue(name, out string?[]? texts))
                        labels.Add(name, texts = new string?[snapshots.Count]);
                    texts[row] = text;
                }
                else if (measurement.Value is { } number)
                {
                    if (!numbers.TryGetValue(name, out (double[] Values, double[] Ages) column))
                        numbers.Add(name, column = (ScoredRows.Filled(snapshots.Count, double.NaN), ScoredRows.Filled(snapshots.Count, double.NaN)));
                    column.Values[row] = number;
                    if (measurement.ObservedAt is { } at)
                        column.Ages[row] = Duration.Days(snapshots[row].AsOf - at);
                }
            }
        }
        return new(snapshots.Count,
            numbers.ToDictionary(
                column => column.Key, column => new MetricColumn(column.Value.Values).WithAges(column.Value.Ages), StringComparer.Ordinal),
            labels.ToDictionary(column => column.Key, column => Texts(column.Value), StringComparer.Ordinal));
    }

    /// <summary>Texts as codes of the distinct ones.</summary>
    public static MetricColumn Texts(IReadOnlyList<string?> texts)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] coded = new int[texts.Count];
        for (int row = 0; row < coded.Length; row++)
        {
            coded[row] = -1;
            if (texts[row] is { } text && !codes.TryGetValue(text, out coded[row]))
                codes.Add(text, coded[row] = codes.Count);
        }
        return MetricColumn.OfLabels(coded, codes.Keys.ToArray());
    }
}
