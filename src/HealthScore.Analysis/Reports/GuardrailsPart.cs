using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 7: what became of the customers whose score a guardrail changed.</summary>
internal static class GuardrailsPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(7);
        if (!parts.Refused(test.Shortage))
        {
            GuardrailOutcome[] changing = [.. test.Guardrails.Where(one => one.Changed > 0)];
            parts.Answer(test.Guardrails.Count == 0 ? "The profile has no guardrails."
                : changing.Length == 0 ? "No guardrail changed a score, so nothing can be said of them."
                : test.TooFewToConclude is { } few ? $"Too few to conclude: {few}."
                : $"{string.Join("; ", changing.Select(one => $"{one.Guardrail}: {Words(parts, one)}"))}.");
            if (changing.Length > 0)
                Figure(parts, changing);
        }
        parts.End();
    }

    private static string Words(PageParts parts, GuardrailOutcome one) =>
        one.ExpectedEvents is null ? "it holds for everybody, so nobody says what to expect without it"
        : one.Lower * one.Changed > one.ExpectedEvents ? $"more {parts.Did} than their scores without it would say"
        : one.Upper * one.Changed < one.ExpectedEvents ? $"fewer {parts.Did} than their scores without it would say"
        : $"about as many {parts.Did} as their scores without it would say";

    private static void Figure(PageParts parts, GuardrailOutcome[] changing)
    {
        string caption = $"Who {parts.Did}, of those whose score a guardrail changed";
        new Figure(parts.Page, parts.NextId(), caption)
        {
            DotIs = $"who {parts.Did}",
            IntervalIs = "what chance allows (95 %)",
            RingIs = "how many were to be expected by their scores without the guardrail",
        }.Write(Scale.Shares(changing.Max(one => Math.Max(one.Upper, one.ExpectedEvents / one.Changed ?? 0))), [.. changing.Select(one =>
            new FigureRow(one.Guardrail,
                $"{Number.Count(one.Events)} of {Number.Count(one.Changed)} {parts.Did}"
                    + (one.ExpectedEvents is { } expected ? $", {PageParts.Expected(expected)} to be expected" : ""))
            {
                Dot = (double)one.Events / one.Changed,
                Lower = one.Lower,
                Upper = one.Upper,
                Ring = one.ExpectedEvents / one.Changed,
            })]);
        var table = new HtmlTable($"{caption}: the numbers", 1, "guardrail", "matched", "changed", parts.Did, "to be expected without it", "share",
            "at least", "at most", "its limit", "the score with that share");
        foreach (GuardrailOutcome one in parts.Test.Guardrails)
        {
            bool has = one.Changed > 0;
            table.Add(one.Guardrail, Number.Count(one.Matched), Number.Count(one.Changed), has ? Number.Count(one.Events) : "–",
                has && one.ExpectedEvents is { } expected ? PageParts.Expected(expected) : "–",
                PageParts.Percent(has ? (double)one.Events / one.Changed : null),
                PageParts.Percent(has ? one.Lower : null), PageParts.Percent(has ? one.Upper : null),
                one.Limit is { } limit ? Number.Raw(limit) : "–", one.ScoreOfRate is { } score ? Number.Raw(score) : "–");
        }
        parts.Table(table);
        parts.Remark("The last column is the score at which customers without the guardrail have the same share: a limit there would say what "
            + "happened.");
    }
}
