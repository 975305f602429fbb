namespace HealthScoring.Analysis;

/// <summary>The customers of the top tier compared with the others: what they expanded, what they pay, and what they do.</summary>
public sealed record PowerUsers
{
    internal PowerUsers(string tier, PatternGroup top, PatternGroup rest, IReadOnlyList<MedianDifference> metrics) =>
        (Tier, Top, Rest, Metrics) = (tier, top, rest, metrics);

    /// <summary>The top tier.</summary>
    public string Tier { get; }

    /// <summary>Its customers.</summary>
    public PatternGroup Top { get; }

    /// <summary>All others, those without a score among them.</summary>
    public PatternGroup Rest { get; }

    /// <summary>The median of each metric.</summary>
    public IReadOnlyList<MedianDifference> Metrics { get; }

    /// <summary>Both groups in a line.</summary>
    /// <returns>As in <c>thriving: 41 of 120 customers (34.2 %); the others: 12 of 400 customers (3.0 %)</c>.</returns>
    public override string ToString() => $"{Tier}: {Top}; the others: {Rest}";

    /// <summary>Compares the top tier of a profile with the others.</summary>
    internal static PowerUsers Of(ScoringProfile profile, BookRows rows, int[] tiers)
    {
        int top = profile.Tiers.Count - 1;
        bool[] isTop = [.. tiers.Select(tier => tier == top)];
        var groups = new GroupCount(rows);
        return new(profile.Tiers[top].Name, groups.Of(row => isTop[row]), groups.Of(row => !isTop[row]),
            [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric =>
            {
                double[] values = UsableValues.Of(metric, rows.Values);
                return new MedianDifference(metric, Median(values, isTop, true), Median(values, isTop, false));
            })]);
    }

    private static double? Median(double[] values, bool[] isTop, bool wanted) =>
        SortedValues.Of(values.Where((value, row) => isTop[row] == wanted)).At(0.5);
}
