using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 14: what the report cannot say, its words, and what it is about.</summary>
internal static class LimitsPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(14);
        parts.Answer("It says what goes together. It does not say what causes what, nor who can be kept.");
        parts.List(Limits(parts));
        parts.Subtitle("Words");
        parts.Page.Add($"<dl>\n");
        foreach ((string word, string meaning) in Words(parts))
            parts.Page.Add($"<dt>{word}</dt><dd>{meaning}</dd>\n");
        parts.Page.Add($"</dl>\n");
        parts.Subtitle("What it is about");
        var table = new HtmlTable("Profile and book", 2, "what", "which");
        table.Add("profile", test.Profile.Name).Add("fingerprint of the profile", test.Profile.Fingerprint);
        if (test.Book.Data.Count > 0)
        {
            DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
            table.Add("first score of the book", TimeText.Minute(At(test.Book.Data.AsOf.Min())));
            table.Add("last score of the book", TimeText.Minute(At(test.Book.Data.AsOf.Max())));
        }
        table.Add("outcome", $"{OutcomeWords.Happened(test.Book.Outcome)} {test.Book.Window}");
        table.Add("customers", Number.Count(test.Book.Customers));
        parts.Table(table);
        parts.End();
    }

    private static IEnumerable<string> Limits(PageParts parts)
    {
        Backtest test = parts.Test;
        yield return "Not causes. A metric that goes with leaving need not make customers leave; to raise it need not keep them.";
        yield return "Not who can be won back. A low score says who is at risk, not whom a call helps. Only a trial with some customers left "
            + "alone says that.";
        yield return parts.IsLoss
            ? "Customers that somebody helped. Where a call kept a customer, a good score looks wrong. "
                + (test.TiersWithoutTreated is not null ? "Part 2 has the tiers without them too."
                    : "Mark the scores after which something was done, and the tiers are also given without them.")
            : "Customers that somebody sold to. Where a call brought the expansion, the score takes the credit.";
        yield return $"Few events. {Number.Counted(test.EventCustomers, "customer")} {parts.Did}: every share has an interval, and what lies "
            + "within it is possible.";
        yield return test.Shortage is not null ? "Leaks. They were not looked for: there are too few outcomes."
            : test.LeakSuspects.Count > 0
            ? "Leaks. The metrics that part 1 doubts may be written once the outcome is known; then the score looks better than it is."
            : "Leaks. No metric looks as if it were written once the outcome was known; check all the same where the numbers of each come from.";
        yield return test.Book.Undated > 0
            ? $"Values from later. {Number.Counted(test.Book.Undated, "measurement")} without a time: nobody can check "
                + "that they were known when the score was."
            : "Values from later. Every measurement has a time, and none is later than its score.";
        yield return test.Book.LeftOut.NotYetKnown is > 0 and var open
            ? $"What is not yet over. {Number.Counted(open, "score")} {(open == 1 ? "is" : "are")} left out since the time in which the "
                + "outcome counts has not passed; newer customers may fare differently."
            : "What is not yet over. Nothing is left out for that here; but customers who came later may fare differently.";
    }

    private static IEnumerable<(string Word, string Meaning)> Words(PageParts parts)
    {
        yield return ("AUC", $"of all pairs of one who {parts.Did} and one who {parts.DidNot}, the share in which the score is the right way "
            + "round; 0.5 is tossing a coin, 1 is never wrong. Equal scores count half.");
        yield return ("at least, at most; interval", "in 95 of 100 such books the true value lies between the two.");
        yield return ("p", "how often chance alone would show as much, were there nothing; below 0.05 is called more than chance. It is "
            + "corrected for the number of things that were looked at.");
        yield return ("tier", "a range of scores with a name.");
        yield return ("guardrail", "a rule of the profile that holds a score down or up whatever the metrics say.");
        yield return ("share of the score", "how much of the 100 points a metric can decide.");
        if (parts.Report.Drift is not null)
            yield return ("PSI", "how far two spreads of customers are apart; 0 is the same, and 0.1 more than chance is called drift.");
        if (parts.Report.Proposal is not null)
            yield return ("log loss", "how wrong foretold risks were; less is better.");
        yield return ("fingerprint", "a number that only profiles have which score alike, so that everybody can check which one this report "
            + "is about.");
    }
}
