using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a backtest found, as text for people: the answer first, then what to doubt, then the tables.</summary>
internal static class BacktestText
{
    private const int MostNamed = 5;

    public static string Of(Backtest test)
    {
        string happened = OutcomeWords.Happened(test.Book.Outcome);
        var report = new ReportWriter($"{test.Profile}: {Answer(test)}");
        report.Line($"{Number.Counted(test.Rows, "row")}, {Number.Count(test.Events)} {happened} {test.Book.Window}; "
            + $"{Number.Counted(test.EventCustomers, "customer")} with the outcome, {Number.Count(test.OtherCustomers)} without");
        report.Line($"left out: {test.Book.LeftOut}; without a score: {Number.Count(test.Unscored)}");
        if (test.Book.Undated > 0)
            report.Line($"{Number.Counted(test.Book.Undated, "measurement")} without a time: nobody can check that they are not from later");
        if (test.TooFewToConclude is { } few)
            report.Line($"too few to conclude: {few}");
        report.Lines(test.LeakSuspects.Select(suspect => $"{suspect}"));
        string unknown = $"all {(test.Book.Outcome == Outcome.Churned ? "stayed" : "did not expand")} whose window is not yet seen to its end";
        if (test.IfUnknownStayed is { } stayed)
            report.Line($"if {unknown}: {stayed}");
        report.Table(TierTable(test.Tiers, happened));
        if (test.TiersIfUnknownStayed is { } least)
            report.Paragraph($"If {unknown}: the least that the rates can be").Table(TierTable(least, happened));
        if (test.TiersWithoutTreated is { } untreated)
            report.Paragraph("Without customers that something was done for").Table(TierTable(untreated, happened));
        if (test.Shortage is not null)
            return report.ToString();
        report.Lines(test.Inversions.Select(inversion => $"{inversion}"), depth: 0);
        report.Section("With the calls you have", [$"{test.Capacity}", .. Revenue(test)]);
        report.Section("How early", [.. test.Leads.Select(lead => $"{lead}"),
            .. test.MedianWarningDays is { } days ? [$"first in that tier {Number.Raw(days)} days before, in the median"] : Array.Empty<string>()]);
        report.Section("Metrics", test.Metrics.Select(metric => $"{metric}"));
        report.Section("Guardrails", test.Guardrails.Select(Guardrail));
        report.Section("Overrides", test.Overrides.Select(outcome => $"{outcome}"));
        report.Section("Segments", test.Segments.Select(segment =>
            segment.AdjustedP <= 0.05 && test.TooFewToConclude is null ? $"{segment}: not the same there" : $"{segment}"));
        (TierOutcome denies, TierOutcome asks) = test.Book.Outcome == Outcome.Churned ? (test.Tiers[^1], test.Tiers[0])
            : (test.Tiers[0], test.Tiers[^1]);
        report.Section($"In {denies.Tier}, and {happened}", Named(test.FalseGreens, test.FalseGreenCustomers));
        report.Section($"In {asks.Tier}, and not {happened}", Named(test.FalseReds, test.FalseRedCustomers));
        return report.Paragraph("What goes together need not be a cause, and who is at risk is not who can be won back.").ToString();
    }

    public static string Answer(Backtest test)
    {
        string claim = Claim(test);
        return test.Separation is { } separation ? $"{char.ToLowerInvariant(claim[0])}{claim[1..]}: {separation}"
            : $"too little to judge the score: {test.Shortage}";
    }

    /// <summary>What the separation comes to, as the beginning of a sentence; there is one.</summary>
    public static string Claim(Backtest test)
    {
        (string scores, string outcome) = test.Book.Outcome == Outcome.Churned ? ("low", "churn") : ("high", "expansion");
        return test.Separation switch
        {
            { Lower: > 0.5 } => $"{char.ToUpperInvariant(scores[0])}{scores[1..]} scores go with {outcome}",
            { Upper: < 0.5 } => "The score points the wrong way",
            _ => $"Nothing shows that {scores} scores go with {outcome}",
        };
    }

    private static IEnumerable<string> Revenue(Backtest test)
    {
        if (test.Capacity is { CaughtWeight: { } caught, EventWeight: { } all })
            yield return $"they pay {Number.Weight(caught)} of the {Number.Weight(all)} that all with the outcome pay";
        if (test.Book.Rows != test.Book.Customers)
            yield return "a customer can be called, and counts, once for each of its scores: so do rates and revenue";
        if (test.Revenue is { } revenue)
            yield return $"{revenue}";
    }

    private static string Guardrail(GuardrailOutcome guardrail) => guardrail.ScoreOfRate is { } score && guardrail.Limit is { } limit
        ? $"{guardrail}; its limit is {Number.Raw(limit)}, and {Number.Raw(score)} would say what happened" : $"{guardrail}";

    private static string[] Named(IReadOnlyList<MisjudgedCustomer> customers, int all)
    {
        string[] named = [.. customers.Take(MostNamed).Select(customer => $"{customer}")];
        return named.Length == all ? named : [.. named, $"and {Number.Count(all - named.Length)} more"];
    }

    private static TextTable TierTable(IReadOnlyList<TierOutcome> tiers, string happened)
    {
        bool weighs = tiers.Any(tier => tier.Weight is not null);
        var table = new TextTable(1,
            ["", "rows", happened, "rate", "at least", "at most", "lift", "of all", .. weighs ? ["revenue"] : Array.Empty<string>()]);
        foreach (TierOutcome tier in tiers.Reverse())
        {
            table.Add([tier.Tier, Number.Count(tier.Rows), Number.Count(tier.Events), Share(tier.Rate),
                Share(tier.Rows > 0 ? tier.Lower : null), Share(tier.Rows > 0 ? tier.Upper : null),
                tier.Lift is { } lift ? Number.Points(lift) : "-", Share(tier.ShareOfEvents),
                .. weighs ? [Number.Weight(tier.Weight.GetValueOrDefault())] : Array.Empty<string>()]);
        }
        return table;
    }

    private static string Share(double? share) => share is { } known ? Number.Percent(known) : "-";
}
