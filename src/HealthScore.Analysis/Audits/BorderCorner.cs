namespace HealthScoring.Analysis;

/// <summary>One choice of a column's number.</summary>
/// <param name="Before">The number before.</param>
/// <param name="After">The number after: the same, except in the column that moves.</param>
/// <param name="First">What it adds to the score before.</param>
/// <param name="Second">What it takes from the score after.</param>
internal sealed record BorderCorner(double Before, double After, double First, double Second)
{
    /// <summary>The upper right border of some choices, from the most for the score before to the least for the score after.</summary>
    public static BorderCorner[] Border(IEnumerable<BorderCorner> choices)
    {
        List<BorderCorner> border = [];
        foreach (BorderCorner choice in choices.OrderByDescending(choice => choice.First).ThenByDescending(choice => choice.Second))
        {
            if (border.Count > 0 && choice.Second <= border[^1].Second)
                continue;
            while (border.Count > 1 && !Bends(border[^2], border[^1], choice))
                border.RemoveAt(border.Count - 1);
            border.Add(choice);
        }
        return [.. border];
    }

    /// <summary>Whether the middle one lies beyond the line from the first to the last.</summary>
    private static bool Bends(BorderCorner first, BorderCorner middle, BorderCorner last) =>
        (middle.Second - first.Second) * (first.First - last.First) > (last.Second - first.Second) * (first.First - middle.First);
}
