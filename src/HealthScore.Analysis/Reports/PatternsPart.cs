using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Parts 10 and 11: what goes with leaving, and with expanding.</summary>
internal static class PatternsPart
{
    public static void Write(PageParts parts, int number, PatternReport? report, string notGiven)
    {
        parts.Begin(number);
        if (report is null)
        {
            parts.NotGiven(notGiven);
        }
        else if (!parts.Refused(report.NotEnough))
        {
            string did = OutcomeWords.Did(report.Outcome);
            Pattern? surest = report.MoreOften.Concat(report.LessOften).FirstOrDefault();
            parts.Answer(Capital(PatternText.Headline(report)) + (surest is null ? "."
                : $". The surest: {Name(surest)}, {Times(surest.Lift)} times as often as on average."));
            parts.Paragraph($"On average {PageParts.Percent(report.All.Rate)} {did} {report.Window}: {Number.Count(report.All.Events)} of "
                + $"{Number.Counted(report.All.Customers, "customer")}. {Number.Counted(report.Looks, "group")} of customers were looked at, by "
                + "values, missing values, segments and labels, alone and in pairs; what is shown is more than chance would bring up in so "
                + "many looks.");
            (string more, string less) = PatternText.Titles(report.Outcome);
            Figure(parts, more, report.MoreOften, did);
            Figure(parts, less, report.LessOften, did);
            if (report.PowerUsers is { } power)
                Power(parts, power);
            parts.Remark(PatternText.Limit);
        }
        parts.End();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void Figure(PageParts parts, string title, IReadOnlyList<Pattern> patterns, string did)
    {
        if (patterns.Count == 0)
            return;
        parts.Subtitle(title);
        string caption = $"{title}: how many times as often as on average they {did}";
        double largest = Math.Min(patterns.Max(pattern => pattern.UpperLift), Math.Max(2, 1.5 * patterns.Max(pattern => pattern.Lift)));
        new Figure(parts.Page, parts.NextId(), caption)
        {
            DotIs = "what was found",
            IntervalIs = "where that is likely to be (95 %, for all looks at once)",
            Reference = 1,
            ReferenceIs = "as on average",
        }.Write(Scale.UpTo(Math.Max(1.5, largest)), [.. patterns.Select(pattern => new FigureRow(Name(pattern),
            $"{Times(pattern.Lift)} times: {Number.Count(pattern.Group.Events)} of {Number.Count(pattern.Group.Customers)} {did}")
        {
            Dot = pattern.Lift,
            Lower = pattern.LowerLift,
            Upper = pattern.UpperLift,
        })]);
        bool paying = patterns.Any(pattern => pattern.Group.Revenue is not null);
        var table = new HtmlTable($"{title}: the numbers", 1, ["customers with", "customers", did, "share", "times", "at least", "at most",
            .. paying ? ["revenue", $"of those who {did}"] : Array.Empty<string>()]);
        foreach (Pattern pattern in patterns)
        {
            PatternGroup group = pattern.Group;
            string nearly = pattern.NearlySegment switch
            {
                null => "",
                "" => " (nearly the customers in no segment)",
                var segment => $" (nearly the customers of segment {segment})",
            };
            table.Add([Name(pattern) + nearly, Number.Count(group.Customers), Number.Count(group.Events), PageParts.Percent(group.Rate),
                Times(pattern.Lift), Times(pattern.LowerLift), Times(pattern.UpperLift),
                .. paying ? [Number.Weight(group.Revenue ?? 0), Number.Weight(group.RevenueOfEvents ?? 0)] : Array.Empty<string>()]);
        }
        parts.Table(table);
    }

    private static void Power(PageParts parts, PowerUsers power)
    {
        parts.Subtitle("The top tier compared with the others");
        parts.Paragraph($"In {power.Tier}, {power.Top} expanded; of the others, {power.Rest}.");
        var table = new HtmlTable($"What is usual in {power.Tier}, and among the others (medians)", 1, "metric", power.Tier, "the others");
        foreach (MedianDifference metric in power.Metrics)
            table.Add(metric.Metric, metric.Top is { } top ? Number.Raw(top) : "–", metric.Rest is { } rest ? Number.Raw(rest) : "–");
        parts.Table(table);
    }

    private static string Name(Pattern pattern) => string.Join(" and ", pattern.Items);

    private static string Times(double lift) => DriftText.Hundredths(lift);
}
