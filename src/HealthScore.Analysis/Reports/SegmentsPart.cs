using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 9: whether a score means the same in every segment.</summary>
internal static class SegmentsPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(9);
        if (!parts.Refused(test.Shortage))
        {
            SegmentOutcome[] other = [.. test.Segments.Where(segment => segment.AdjustedP <= 0.05).OrderBy(segment => segment.AdjustedP)];
            parts.Answer(test.Segments.Count == 0 ? "There is only one segment."
                : test.TooFewToConclude is { } few ? $"Too few to conclude: {few}."
                : other.Length == 0 ? "Nothing shows that it does not: no segment differs by more than chance."
                : $"No. Compared with all customers of the same scores, {string.Join("; ", other.Select(segment => Words(parts, segment)))}.");
            if (test.Segments.Count > 0)
                Figure(parts);
        }
        parts.End();
    }

    private static string Words(PageParts parts, SegmentOutcome segment) =>
        segment.Ratio is { } ratio ? $"{DriftText.Hundredths(ratio)} times as many {parts.Did} in {Name(segment)}"
            : $"{Number.Count(segment.Events)} {parts.Did} in {Name(segment)}, where none was to be expected";

    private static string Name(SegmentOutcome segment) => segment.Segment ?? "no segment";

    private static void Figure(PageParts parts)
    {
        IReadOnlyList<SegmentOutcome> segments = parts.Test.Segments;
        SegmentOutcome[] some = [.. segments.Where(segment => segment.Ratio is not null)];
        string caption = $"How many times as many {parts.Did} as the same scores say of the whole book";
        if (some.Length > 0)
        {
            // One segment of a few customers must not press all others against the edge.
            double largest = Math.Min(some.Max(segment => segment.Upper!.Value), Math.Max(2, 1.5 * some.Max(segment => segment.Ratio!.Value)));
            new Figure(parts.Page, parts.NextId(), caption)
            {
                DotIs = "what was found",
                IntervalIs = "what chance allows (95 %)",
                Reference = 1,
                ReferenceIs = "as in the whole book",
            }.Write(Scale.UpTo(Math.Max(1.5, largest)), [.. some.Select(segment => new FigureRow(Name(segment),
                $"{DriftText.Hundredths(segment.Ratio!.Value)} times "
                    + $"({DriftText.Hundredths(segment.Lower!.Value)} to {DriftText.Hundredths(segment.Upper!.Value)})")
            {
                Dot = segment.Ratio,
                Lower = segment.Lower,
                Upper = segment.Upper,
            })]);
        }
        var table = new HtmlTable($"{caption}: the numbers", 1, "segment", $"{parts.Unit}s", parts.Did, "to be expected", "times", "at least",
            "at most", "AUC within", "p");
        foreach (SegmentOutcome segment in segments)
        {
            table.Add(Name(segment), Number.Count(segment.Rows), Number.Count(segment.Events), PageParts.Expected(segment.ExpectedEvents),
                segment.Ratio is { } ratio ? DriftText.Hundredths(ratio) : "–", segment.Lower is { } lower ? DriftText.Hundredths(lower) : "–",
                segment.Upper is { } upper ? DriftText.Hundredths(upper) : "–",
                segment.Separation is { } separation ? Fraction.Text(separation.Auc) : "–", Fraction.Probability(segment.AdjustedP));
        }
        parts.Table(table);
    }
}
