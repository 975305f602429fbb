using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 5: customers of whom the score said the opposite of what happened.</summary>
internal static class MissedPart
{
    // Without a name, more of them say no more.
    private const int MostUnnamed = 5;

    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        (TierOutcome denies, TierOutcome asks) = (parts.DenyingTier, parts.AskingTier);
        parts.Begin(5);
        if (!parts.Refused(test.Shortage))
        {
            int quiet = asks.Rows - asks.Events;
            parts.Answer($"{Number.Count(denies.Events)} of the {Number.Count(denies.Rows)} in {denies.Tier} {parts.Did} nevertheless; "
                + $"{Number.Count(quiet)} of the {Number.Count(asks.Rows)} in {asks.Tier} {parts.DidNot}.");
            if (parts.IsLoss)
                parts.Paragraph($"Who {parts.DidNot} in {asks.Tier} need not be a mistake of the score: a call may have kept the customer.");
            Table(parts, test.FalseGreens, test.FalseGreenCustomers, $"In {denies.Tier}, and {parts.Did}");
            Table(parts, test.FalseReds, test.FalseRedCustomers, $"In {asks.Tier}, and {parts.DidNot}");
            if (test.FalseGreens.Count + test.FalseReds.Count > 0)
                parts.Remark("The signed numbers are the points that a metric or a guardrail adds to the score, or takes from it.");
            if (!parts.Options.IncludeCustomers && test.FalseGreens.Count + test.FalseReds.Count > 0)
                parts.Remark("This report names no customers. Whoever writes it can ask for their names.");
            Overrides(parts);
        }
        parts.End();
    }

    private static void Overrides(PageParts parts)
    {
        if (parts.Test.Overrides.Count == 0)
            return;
        parts.Subtitle("Where people set another tier than the score: who was right?");
        var table = new HtmlTable("What became of those who were put into another tier", 1, "put", $"{parts.Unit}s", parts.Did, "by the score",
            "by the people", "at least", "at most", "right");
        foreach (OverrideOutcome one in parts.Test.Overrides)
        {
            table.Add(one.IsRaised ? "higher" : "lower", Number.Count(one.Rows), Number.Count(one.Events), Expected(one.ExpectedByScore),
                Expected(one.ExpectedByPeople), PageParts.Percent(one.Lower), PageParts.Percent(one.Upper), one.Right);
        }
        parts.Table(table);
        parts.Remark("By the score and by the people: how many were to be expected if the one or the other is right.");
    }

    private static string Expected(double? events) => events is { } known ? PageParts.Expected(known) : "–";

    private static void Table(PageParts parts, IReadOnlyList<MisjudgedCustomer> customers, int all, string title)
    {
        if (customers.Count == 0)
            return;
        bool named = parts.Options.IncludeCustomers;
        customers = named ? customers : [.. customers.Take(MostUnnamed)];
        bool paying = customers.Any(customer => customer.Weight is not null);
        string[] headers =
            [named ? "customer" : "place", "what speaks most for that tier", "scored on", "score", .. paying ? ["revenue"] : Array.Empty<string>()];
        string caption = all > customers.Count ? $"{title}: the {Number.Count(customers.Count)} furthest off, of {Number.Count(all)}" : title;
        var table = new HtmlTable(caption, 2, headers);
        foreach ((int place, MisjudgedCustomer customer) in customers.Index())
        {
            string[] cells = [named ? Excerpt.OfValue(customer.Customer) : Number.Count(place + 1), string.Join(", ", customer.Reasons),
                TimeText.Day(customer.AsOf), Precision.Standard.Text(customer.Score),
                .. paying ? [customer.Weight is { } weight ? Number.Weight(weight) : "–"] : Array.Empty<string>()];
            table.Add(cells);
        }
        parts.Table(table);
    }
}
