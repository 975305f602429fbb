using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 8: the share with the outcome at each score.</summary>
internal static class RiskPart
{
    public static void Write(PageParts parts)
    {
        parts.Begin(8);
        if (!parts.Refused(parts.Test.Shortage) && parts.Test.Risk is { } risk)
        {
            double[] scores = parts.Test.Scored.OfJudged(parts.Test.Scored.Scores);
            Array.Sort(scores);
            // A tenth from each end: the very lowest score is that of a few, and no figure for a sentence.
            string At(int tenth) => scores[(scores.Length - 1) * tenth / 10] is var score
                ? $"{Precision.Standard.Text(score)} about {Number.Percent(risk.At(score))} {parts.Did}" : "";
            parts.Answer(risk.Blocks.Count == 1 ? $"The same at every score: {Number.Percent(risk.Blocks[0].Rate)} {parts.Did}."
                : $"At a score of {At(1)}, at {At(5)}, at {At(9)}.");
            if (risk.Blocks.Count > 1)
                parts.Paragraph("One in ten scores is below the first of these, half are below the second, and one in ten is above the third.");
            Figure(parts, risk);
        }
        parts.End();
    }

    private static string Range(RiskBlock block) => Precision.Standard.Text(block.From) is var from && Precision.Standard.Text(block.To) is var to
        && from == to ? from : $"{from} to {to}";

    private static void Figure(PageParts parts, RiskByScore risk)
    {
        string caption = $"The share who {parts.Did}, by score";
        new Figure(parts.Page, parts.NextId(), caption) { IntervalIs = "where the true share is likely to be (95 %)" }.Write(
            Scale.Score, Scale.Shares(risk.Blocks.Max(block => block.Upper)),
            [
                new($"the share who {parts.Did}", "own",
                    [.. risk.Blocks.SelectMany(block => new[] { (block.From, block.Rate), (block.To, block.Rate) })]),
            ],
            [.. risk.Blocks.Select(block => (block.From, block.To, block.Lower, block.Upper))], "score", $"the share who {parts.Did}");
        var table = new HtmlTable($"{caption}: the numbers", 1, "score", $"{parts.Unit}s", parts.Did, "share", "at least", "at most");
        foreach (RiskBlock block in risk.Blocks)
        {
            table.Add(Range(block), Number.Count(block.Rows), Number.Count(block.Events), Number.Percent(block.Rate), Number.Percent(block.Lower),
                Number.Percent(block.Upper));
        }
        parts.Table(table);
        parts.Remark($"Neighbouring scores that fared alike are one block, so that the risk never {(parts.IsLoss ? "rises" : "falls")} as the score "
            + "rises. A block of few is uncertain: look at its interval."
            + (parts.Unit == "customer" ? "" : " Scores of one customer go together, so the true share can lie farther away than the "
                + "interval says."));
    }
}
