using HealthScoring.Analysis.Learning;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 6: what each metric is worth, and what outcomes say that it should be worth.</summary>
internal static class MetricsPart
{
    private static readonly (VerdictKind Verdict, string Meaning)[] Meanings =
    [
        (VerdictKind.WorksAgainst, "more points for it go with the outcome that they are to speak against: is its direction right?"),
        (VerdictKind.NoSignal, "alone it does not tell who has the outcome, and next to the others it adds nothing"),
        (VerdictKind.Redundant, "alone it tells the outcome, but the other metrics say the same"),
        (VerdictKind.Underweight, "the outcomes speak for a larger share of the score"),
        (VerdictKind.Overweight, "the outcomes speak for a smaller share of the score"),
        (VerdictKind.Fits, "its share is about what the outcomes speak for"),
        (VerdictKind.NotJudged, "there is too little to say"),
    ];

    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(6);
        if (!parts.Refused(test.Shortage))
        {
            bool learned = test.Metrics.Any(metric => metric.LearnedShare is not null);
            parts.Answer(test.TooFewToConclude is { } few ? $"Too few to conclude: {few}. Each metric alone says this:"
                : learned ? Verdicts(test)
                : LearnedWeights.CanLearn(test.Profile)
                    ? $"Nothing can be learned of the weights: all who {parts.Did}, or all others, have a guardrail or weights of a segment of "
                        + "their own. Each metric alone says this:"
                : "The weights of this profile cannot be learned, since its score is no weighted mean. Each metric alone says this:");
            if (learned)
                Shares(parts);
            Alone(parts);
            VerdictKind[] said = [.. test.Metrics.Select(metric => metric.Verdict).Distinct()];
            if (test.TooFewToConclude is null && learned)
            {
                parts.Page.Add($"<dl>\n");
                foreach ((VerdictKind verdict, string meaning) in Meanings.Where(one => said.Contains(one.Verdict)))
                    parts.Page.Add($"<dt>{test.Metrics.First(metric => metric.Verdict == verdict).Words}</dt><dd>{meaning}</dd>\n");
                parts.Page.Add($"</dl>\n");
            }
        }
        parts.End();
    }

    private static string Verdicts(Backtest test)
    {
        string[] others = [.. test.Metrics.Where(metric => metric.Verdict is not (VerdictKind.Fits or VerdictKind.NotJudged))
            .Select(metric => $"{metric.Metric} ({metric.Words})")];
        int fit = test.Metrics.Count(metric => metric.Verdict == VerdictKind.Fits);
        // One that is not judged is in neither list.
        int judged = test.Metrics.Count(metric => metric.Verdict != VerdictKind.NotJudged);
        return others.Length == 0 ? "No metric is shown to have a wrong weight."
            : $"{Number.Count(fit)} of {Number.Counted(judged, "metric")} {(fit == 1 ? "has" : "have")} about the weight that outcomes "
                + $"speak for. The others: {string.Join(", ", others)}.";
    }

    private static void Shares(PageParts parts)
    {
        MetricEvidence[] metrics = [.. parts.Test.Metrics.Where(metric => metric is { PresentShare: not null, LearnedShare: not null })];
        static double Error(MetricEvidence metric) => Separation.Z95 * metric.LearnedShareError.GetValueOrDefault();
        string caption = "Each metric's share of the score: now, and as outcomes speak for it";
        new Figure(parts.Page, parts.NextId(), caption)
        {
            DotIs = "the share that outcomes speak for",
            IntervalIs = "where that is likely to be (95 %)",
            RingIs = "its share now",
        }.Write(Scale.Shares(metrics.Max(metric => Math.Max(metric.PresentShare!.Value, metric.LearnedShare!.Value + Error(metric)))),
            [.. metrics.Select(metric => new FigureRow(metric.Metric,
                $"{Number.Percent(metric.PresentShare!.Value)} now, {Number.Percent(metric.LearnedShare!.Value)} by the outcomes: {metric.Words}")
            {
                Ring = metric.PresentShare,
                Dot = metric.LearnedShare,
                Lower = metric.LearnedShareError is null ? null : Math.Max(0, metric.LearnedShare!.Value - Error(metric)),
                Upper = metric.LearnedShareError is null ? null : Math.Min(1, metric.LearnedShare!.Value + Error(metric)),
            })]);
        var table = new HtmlTable($"{caption}: the numbers", 2, "metric", "verdict", "now", "by the outcomes", "give or take");
        foreach (MetricEvidence metric in metrics)
        {
            table.Add(metric.Metric, metric.Words, Number.Percent(metric.PresentShare!.Value), Number.Percent(metric.LearnedShare!.Value),
                metric.LearnedShareError is null ? "–" : Number.Percent(Error(metric)));
        }
        parts.Table(table);
    }

    private static void Alone(PageParts parts)
    {
        MetricEvidence[] metrics = [.. parts.Test.Metrics];
        const string Caption = "How well each metric alone tells the outcome (AUC)";
        new Figure(parts.Page, parts.NextId(), Caption)
        {
            DotIs = "the share of pairs in the right order",
            IntervalIs = "where that is likely to be (95 %)",
            Reference = 0.5,
            ReferenceIs = "tossing a coin",
        }.Write(Scale.Fraction, [.. metrics.Where(metric => metric.Separation is not null).Select(metric => new FigureRow(metric.Metric,
            $"{Fraction.Text(metric.Separation!.Auc)} ({Fraction.Text(metric.Separation.Lower)} to {Fraction.Text(metric.Separation.Upper)})")
            {
                Dot = metric.Separation.Auc,
                Lower = metric.Separation.Lower,
                Upper = metric.Separation.Upper,
            })]);
        var table = new HtmlTable($"{Caption}: the numbers", 1, "metric", "AUC", "at least", "at most", $"missing, of those who {parts.Did}",
            "missing, of the others");
        foreach (MetricEvidence metric in metrics)
        {
            Separation? separation = metric.Separation;
            table.Add(metric.Metric, separation is null ? "–" : Fraction.Text(separation.Auc),
                separation is null ? "–" : Fraction.Text(separation.Lower), separation is null ? "–" : Fraction.Text(separation.Upper),
                Number.Percent(metric.MissingOfEvents), Number.Percent(metric.MissingOfOthers));
        }
        parts.Table(table);
    }
}
