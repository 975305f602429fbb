using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>The page as a whole: its head, its contents, and the parts in their order.</summary>
internal static class EvidencePage
{
    public static string Of(EvidenceReport report, EvidenceReportOptions options)
    {
        var parts = new PageParts(report, options);
        HtmlText page = parts.Page;
        string title = options.Title ?? $"Is the score true? {report.Backtest.Profile.Name}";
        page.Add($"""<!DOCTYPE html>""").Add($"\n");
        page.Add($"""<html lang="en"><head><meta charset="utf-8"/>""").Add($"\n");
        page.Add($"""<meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}"/>""").Add($"\n");
        page.Add($"""<meta name="viewport" content="width=device-width, initial-scale=1"/>""").Add($"\n");
        page.Add($"""<meta name="referrer" content="no-referrer"/>""");
        page.Add($"""<meta name="color-scheme" content="light dark"/><title>{title}</title>""").Add($"\n").AddStyle();
        page.Add($"</head>\n<body>\n<header><h1>{title}</h1>\n");
        page.Add($"""<p class="quiet">{Subject(report.Backtest)}</p>""").Add($"</header>\n");
        parts.Contents();
        page.Add($"<main>\n");
        TrustPart.Write(parts);
        TiersPart.Write(parts);
        CallsPart.Write(parts);
        EarlyPart.Write(parts);
        MissedPart.Write(parts);
        MetricsPart.Write(parts);
        GuardrailsPart.Write(parts);
        RiskPart.Write(parts);
        SegmentsPart.Write(parts);
        PatternsPart.Write(parts, 10, report.PatternsOfLoss, "patterns of leaving");
        PatternsPart.Write(parts, 11, report.PatternsOfExpansion,
            "patterns of expansion, which need a book of who expanded");
        DriftPart.Write(parts);
        ProposalPart.Write(parts);
        LimitsPart.Write(parts);
        page.Add($"</main>\n</body></html>\n");
        return page.ToString();
    }

    private static string Subject(Backtest test) => $"Profile {test.Profile}, held against what became of "
        + $"{Number.Counted(test.Book.Customers, "customer")}{Times(test.Book)}.";

    private static string Times(OutcomeBook book)
    {
        if (book.Data.Count == 0)
            return "";
        string first = TimeText.Day(new DateTimeOffset(book.Data.AsOf.Min(), TimeSpan.Zero)),
            last = TimeText.Day(new DateTimeOffset(book.Data.AsOf.Max(), TimeSpan.Zero));
        return first == last ? $", scored on {first}" : $", scored from {first} to {last}";
    }
}
