using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 1: whether the score can be trusted, and what that rests on.</summary>
internal static class TrustPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(1);
        if (test.Separation is { } separation)
        {
            parts.Answer($"{BacktestText.Claim(test)}. Take one customer who {parts.Did} and one who {parts.DidNot}: in "
                + $"{PageParts.Whole(separation.Auc)} of 100 such pairs the one who {parts.Did} has the "
                + $"{(parts.IsLoss ? "lower" : "higher")} score.");
            parts.Paragraph("By tossing a coin it would be 50 of 100; a score that is never wrong would have 100. With as many customers as these, "
                + $"the true number is likely to be between {PageParts.Whole(separation.Lower)} and {PageParts.Whole(separation.Upper)}.");
            if (test.TooFewToConclude is { } few)
                parts.Paragraph($"Too few to conclude: {few}. Read every figure with its interval.");
            Figure(parts, separation);
        }
        else
        {
            parts.Refused(test.Shortage);
        }
        parts.List(test.LeakSuspects.Select(suspect => $"To doubt: {suspect}"));
        Basis(parts);
        parts.End();
    }

    private static void Figure(PageParts parts, Separation separation)
    {
        Backtest test = parts.Test;
        List<FigureRow> rows = [Row("the score", separation)];
        var table = new HtmlTable("How often the score is right about a pair (AUC)", 1, "counted", "AUC", "at least", "at most");
        Add(table, "the score", separation);
        if (test.Revenue is { } revenue)
        {
            double error = Separation.Z95 * revenue.StandardError;
            (double lower, double upper) = (Math.Max(0, revenue.Auc - error), Math.Min(1, revenue.Auc + error));
            rows.Add(new("by revenue", Words(revenue.Auc, lower, upper)) { Dot = revenue.Auc, Lower = lower, Upper = upper });
            table.Add("by revenue", Fraction.Text(revenue.Auc), Fraction.Text(lower), Fraction.Text(upper));
        }
        if (test.IfUnknownStayed is { } stayed)
        {
            string name = $"if all {parts.DidNot} of whom it is not yet known";
            rows.Add(Row(name, stayed));
            Add(table, name, stayed);
        }
        new Figure(parts.Page, parts.NextId(), "The share of pairs that the score has in the right order (AUC)")
        {
            DotIs = "what was found",
            IntervalIs = "where the true value is likely to be (95 %)",
            Reference = 0.5,
            ReferenceIs = "tossing a coin",
        }.Write(Scale.Fraction, rows);
        parts.Table(table);
        if (test.Revenue is not null)
            parts.Remark("By revenue: each pair counts by what both customers pay.");
    }

    private static void Basis(PageParts parts)
    {
        Backtest test = parts.Test;
        LeftOut left = test.Book.LeftOut;
        string unit = parts.Unit;
        var table = new HtmlTable("What this rests on", 1, "what", "number");
        table.Add($"{unit}s that are judged", Number.Count(test.Rows));
        table.Add($"of these, {OutcomeWords.Happened(test.Book.Outcome)} {test.Book.Window}", Number.Count(test.Events));
        if (unit != "customer")
        {
            table.Add("different customers with that outcome", Number.Count(test.EventCustomers));
            table.Add("different customers without it", Number.Count(test.OtherCustomers));
        }
        table.Add("left out", Number.Count(left.Total + test.Unscored));
        (string Reason, long Count)[] reasons =
        [
            ("there was no score", test.Unscored), ("the outcome is not yet known", left.NotYetKnown), ("gone before the score", left.GoneBefore),
            ("gone too soon after the score to act on it", left.TooSoon), ("not yet a customer", left.NotYetCustomers),
        ];
        foreach ((string reason, long count) in reasons.Where(one => one.Count > 0))
            table.Add($"left out since: {reason}", Number.Count(count));
        if (test.Book.Undated > 0)
            table.Add("measurements without a time, so that nobody can check that they are not from later", Number.Count(test.Book.Undated));
        parts.Table(table);
        if (unit != "customer")
            parts.Remark("A customer who was scored several times counts with each score, but the interval of the AUC counts customers.");
    }

    private static FigureRow Row(string name, Separation separation) => new(name, Words(separation.Auc, separation.Lower, separation.Upper))
    {
        Dot = separation.Auc,
        Lower = separation.Lower,
        Upper = separation.Upper,
    };

    private static string Words(double auc, double lower, double upper) =>
        $"{Fraction.Text(auc)} ({Fraction.Text(lower)} to {Fraction.Text(upper)})";

    private static void Add(HtmlTable table, string name, Separation separation) =>
        table.Add(name, Fraction.Text(separation.Auc), Fraction.Text(separation.Lower), Fraction.Text(separation.Upper));
}
