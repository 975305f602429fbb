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
            SegmentOutcome[] other = [.. test.Segments.Where(segment => segment.AdjustedP <= 0.05)];
            parts.Answer(test.Segments.Count == 0 ? "There is only one segment."
                : other.Length == 0 ? "Nothing shows that it does not: no segment differs by more than chance."
                : $"No: {string.Join("; ", other.Select(segment => Words(parts, segment)))}.");
            if (test.Segments.Count > 0)
                Figure(parts);
        }
        parts.End();
    }

    private static string Words(PageParts parts, SegmentOutcome segment) =>
        $"in {Name(segment)} {(segment.Events > segment.ExpectedEvents ? "more" : "fewer")} {parts.Did} than the same scores say elsewhere, "
            + $"{Number.Count(segment.Events)} where {Number.Points(segment.ExpectedEvents)} were to be expected";

    private static string Name(SegmentOutcome segment) => segment.Segment ?? "base profile";

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
                $"{Number.Points(segment.Ratio!.Value)} times ({Number.Points(segment.Lower!.Value)} to {Number.Points(segment.Upper!.Value)})")
            {
                Dot = segment.Ratio,
                Lower = segment.Lower,
                Upper = segment.Upper,
            })]);
        }
        var table = new HtmlTable($"{caption}: the numbers", 1, "segment", $"{parts.Unit}s", parts.Did, "to be expected", "times", "at least", "at most",
            "AUC within", "p");
        foreach (SegmentOutcome segment in segments)
        {
            table.Add(Name(segment), Number.Count(segment.Rows), Number.Count(segment.Events), Number.Points(segment.ExpectedEvents),
                segment.Ratio is { } ratio ? Number.Points(ratio) : "–", segment.Lower is { } lower ? Number.Points(lower) : "–",
                segment.Upper is { } upper ? Number.Points(upper) : "–",
                segment.Separation is { } separation ? Fraction.Text(separation.Auc) : "–", PageParts.P(segment.AdjustedP));
        }
        parts.Table(table);
    }
}
