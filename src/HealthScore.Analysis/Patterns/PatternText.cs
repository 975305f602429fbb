using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases patterns. They go with an outcome; nothing here says that they cause it.</summary>
internal static class PatternText
{
    /// <summary>What a pattern does not say.</summary>
    public const string Limit = "A pattern says what goes with what. It does not say why, nor who can be kept.";

    /// <summary>How many patterns there are.</summary>
    public static string Headline(PatternReport report)
    {
        (string doing, string not) = report.Outcome == Outcome.Churned ? ("leaving", "staying") : ("expanding", "not expanding");
        if (report.NotEnough is { } few)
            return $"not enough for patterns: {few}";
        return report.MoreOften.Count + report.LessOften.Count == 0 ? $"nothing goes with {doing} more than chance would have it"
            : $"{Number.Counted(report.MoreOften.Count, "pattern")} {(report.MoreOften.Count == 1 ? "goes" : "go")} with {doing}, "
                + $"{Number.Count(report.LessOften.Count)} with {not}";
    }

    /// <summary>The report.</summary>
    public static string Of(PatternReport report)
    {
        var text = new ReportWriter(report.ToString());
        text.Line($"{report.All} {OutcomeWords.Did(report.Outcome)} {report.Window}; left out: {report.LeftOut}");
        text.Line("each customer counts once, by a row that is chosen without a look at its outcome");
        if (report.Unscored > 0)
            text.Line($"{Number.Counted(report.Unscored, "customer")} without a score");
        if (report.NotEnough is not null)
            return text.ToString();
        text.Line($"{Number.Counted(report.Looks, "look")}, {Number.Count(report.Significant)} of them beyond chance (5 %, corrected for all looks); "
            + "of these, what says nothing of its own is left out");
        (string more, string less) = Titles(report.Outcome);
        text.Section(more, Lines(report.MoreOften));
        text.Section(less, Lines(report.LessOften));
        if (report.PowerUsers is { } power)
        {
            text.Section("Power users", [$"{power.Tier}: {power.Top} expanded", $"the others: {power.Rest} expanded",
                .. power.Metrics.Select(metric => metric.ToString())]);
        }
        return text.Paragraph(Limit).ToString();
    }

    /// <summary>What patterns of more and of fewer with the outcome are called.</summary>
    public static (string More, string Less) Titles(Outcome outcome) =>
        outcome == Outcome.Churned ? ("Goes with leaving", "Goes with staying") : ("Goes with expanding", "Goes with not expanding");

    private static IEnumerable<string> Lines(IEnumerable<Pattern> patterns) => patterns.Select(pattern => pattern.ToString());
}
