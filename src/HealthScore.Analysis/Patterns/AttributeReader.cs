using HealthScoring.Analysis.Statistics;
using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>Reads what customers have: a band of each metric, a segment, and texts of labels.</summary>
internal static class AttributeReader
{
    private const int Bands = 5;

    // A code has room for 256 items. Where at least 1 % are asked for, and no customer has two, there are no more than 100.
    private const int MostTexts = 100;

    /// <summary>All attributes: metrics in the profile's order, segments, labels.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="rows">One row per customer.</param>
    /// <param name="scored">The rows' scores.</param>
    /// <param name="least">How many customers an item must have.</param>
    public static PatternAttribute[] Read(ScoringProfile profile, BookRows rows, ScoredRows scored, long least)
    {
        List<PatternAttribute> attributes =
            [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => OfMetric(metric, rows))];
        if (profile.Segments.Count is > 0 and < byte.MaxValue)
        {
            attributes.Add(new(
                [PatternItem.InSegment(null), .. profile.Segments.Select(segment => PatternItem.InSegment(segment.Name))],
                [.. scored.Segments.Select(segment => (byte)(segment + 1))]));
        }
        foreach (string label in profile.Labels.Where(rows.Values.Labels.ContainsKey))
            attributes.Add(OfLabel(label, rows.Values.Labels[label], least));
        return [.. attributes];
    }

    private static PatternAttribute OfMetric(ProfileMetric metric, BookRows rows)
    {
        double[] values = UsableValues.Of(metric, rows.Values);
        QuantileBands bands = QuantileBands.Of(values, Bands);
        byte[] codes = new byte[values.Length];
        for (int row = 0; row < codes.Length; row++)
            codes[row] = (byte)bands.Of(values[row]);
        return new(
            [
                .. Enumerable.Range(0, bands.Missing).Select(band => PatternItem.Band(metric,
                    // Nobody is below the least value, so a band from there on is the lowest.
                    band == 0 || bands.Edges[band - 1] == bands.Least ? null : bands.Edges[band - 1],
                    band == bands.Edges.Length ? null : bands.Edges[band], bands.IsWhole)),
                PatternItem.Missing(metric.Name),
            ],
            codes);
    }

    private static PatternAttribute OfLabel(string label, MetricColumn column, long least)
    {
        string?[] texts = column.Texts.ToArray();
        long[] counts = new long[texts.Length];
        foreach (int code in column.Codes)
        {
            if ((uint)code < (uint)texts.Length)
                counts[code]++;
        }
        // A host's list of texts may have one of them twice.
        (string Text, long Count)[] kept =
        [
            .. texts.Zip(counts).Where(one => one.First is not null).GroupBy(one => one.First!, one => one.Second, StringComparer.Ordinal)
                .Select(one => (one.Key, Count: one.Sum())).Where(one => one.Count >= least)
                .OrderByDescending(one => one.Count).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostTexts),
        ];
        Dictionary<string, byte> items = kept.Index().ToDictionary(one => one.Item.Text, one => (byte)(one.Index + 1), StringComparer.Ordinal);
        byte[] codeOf = [.. texts.Select(text => text is not null && items.TryGetValue(text, out byte item) ? item : (byte)0)];
        byte[] codes = new byte[column.Length];
        for (int row = 0; row < codes.Length; row++)
            codes[row] = (uint)column.Codes[row] < (uint)codeOf.Length ? codeOf[column.Codes[row]] : (byte)0;
        return new([null, .. kept.Select(one => PatternItem.OfLabel(label, one.Text))], codes);
    }
}
