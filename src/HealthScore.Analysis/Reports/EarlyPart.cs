using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 4: how long before the outcome the score said it.</summary>
internal static class EarlyPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        string tier = parts.AskingTier.Tier;
        parts.Begin(4);
        if (parts.Refused(test.Shortage))
        {
            parts.End();
            return;
        }
        LeadOutcome[] leads = [.. test.Leads.Where(lead => lead.Customers > 0).OrderByDescending(lead => lead.Days)];
        if (leads.Length == 0)
        {
            parts.Answer(test.Leads.Count == 0 && test.MedianWarningDays is not null ? "No time before the outcome was asked about."
                : test.MedianWarningDays is null
                ? $"This cannot be said: the book does not know when customers {parts.Did}, only that they did."
                : $"This cannot be said: nobody who {parts.Did} has a score from {Number.Counted(test.Leads.Min(lead => lead.Days), "day")} before.");
        }
        else
        {
            parts.Answer(string.Join("; ", leads.Take(1).Concat(leads.Skip(1).TakeLast(1)).Select(lead =>
                $"{Number.Counted(lead.Days, "day")} before, {InTier(lead)} were in {tier}")) + ".");
            if (test.MedianWarningDays is { } days)
            {
                parts.Paragraph(days > 0
                    ? $"Half of those who {parts.Did} came into {tier} {Number.Raw(days)} days before or earlier."
                    : $"At least half of those who {parts.Did} were never in {tier} before.");
            }
            Figure(parts, leads, tier);
        }
        parts.End();
    }

    private static string InTier(LeadOutcome lead) => $"{Number.Count(lead.InWorstTier)} of {Number.Count(lead.Customers)}";

    private static void Figure(PageParts parts, LeadOutcome[] leads, string tier)
    {
        string caption = $"Who was already in {tier}, of those who {parts.Did} and have a score from then";
        new Figure(parts.Page, parts.NextId(), caption) { BarIs = $"the share that was in {tier}" }.Write(Scale.Shares(1),
            [.. leads.Select(lead => new FigureRow($"{Number.Counted(lead.Days, "day")} before",
                $"{Number.Percent((double)lead.InWorstTier / lead.Customers)}: {InTier(lead)}")
            {
                Bar = (double)lead.InWorstTier / lead.Customers,
            })]);
        var table = new HtmlTable($"{caption}: the numbers", 1, "days before", "had a score then", $"in {tier}", "share", "AUC then", "at least",
            "at most");
        foreach (LeadOutcome lead in leads)
        {
            Separation? separation = lead.Separation;
            table.Add(Number.Text(lead.Days), Number.Count(lead.Customers), Number.Count(lead.InWorstTier),
                Number.Percent((double)lead.InWorstTier / lead.Customers), separation is null ? "–" : Fraction.Text(separation.Auc),
                separation is null ? "–" : Fraction.Text(separation.Lower), separation is null ? "–" : Fraction.Text(separation.Upper));
        }
        parts.Table(table);
    }
}
