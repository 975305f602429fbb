using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 12: what changed since an earlier time.</summary>
internal static class DriftPart
{
    public static void Write(PageParts parts)
    {
        parts.Begin(12);
        if (parts.Report.Drift is not { } drift)
        {
            parts.NotGiven("what changed since an earlier time; give it a drift report");
        }
        else if (!parts.Refused(drift.NotEnough) && drift is { Score: { } score, Tiers: { } tiers })
        {
            string headline = DriftText.Headline(drift);
            parts.Answer(drift.HasDrifted ? $"Changed by much, and by more than chance: {headline}."
                : "Nothing drifted: no change is both large and more than chance.");
            parts.Paragraph($"Compared are {drift.Reference} then, and {drift.Current} now."
                + (drift.InBoth > 0
                    ? $" {Number.Counted(drift.InBoth, "customer")} {(drift.InBoth == 1 ? "is" : "are")} in both, so the tests are cautious: a "
                        + "smaller change is not seen." : ""));
            DistributionDrift[] all = [.. drift.Metrics.Select(metric => metric.Values), score, tiers];
            foreach (DistributionDrift one in all.Where(one => one.Verdict == DriftVerdict.Drifted))
                Figure(parts, one);
            parts.List(drift.Metrics.Select(metric => metric.Missing).Where(one => one.Verdict == DriftVerdict.Drifted).Select(one => $"{one}"));
            Everything(parts, drift, all);
            if (drift.NotEnoughOutcomes is { } few)
                parts.Paragraph($"Outcomes of then and now cannot be compared: {few}.");
            if (drift.Outcomes is { } outcomes)
                Outcomes(parts, outcomes, OutcomeWords.Did(drift.Outcome.GetValueOrDefault()));
        }
        parts.End();
    }

    private static void Figure(PageParts parts, DistributionDrift drift)
    {
        (double before, double after) = (drift.Bins.Sum(bin => bin.Before), drift.Bins.Sum(bin => bin.After));
        string caption = $"{drift.Name}: where customers were, and where they are";
        new Figure(parts.Page, parts.NextId(), caption) { DotIs = "now", RingIs = "then" }.Write(
            Scale.Shares(drift.Bins.Max(bin => Math.Max(bin.Before / before, bin.After / after))), [.. drift.Bins.Select(bin =>
                new FigureRow(bin.Words(), $"{Number.Percent(bin.Before / before)} then, {Number.Percent(bin.After / after)} now")
                {
                    Ring = bin.Before / before,
                    Dot = bin.After / after,
                })]);
        var table = new HtmlTable($"{caption}: the numbers", 1, drift.Name, "customers then", "share then", "customers now", "share now");
        foreach (DriftBin bin in drift.Bins)
        {
            table.Add(bin.Words(), Number.Count(bin.Before), Number.Percent(bin.Before / before), Number.Count(bin.After),
                Number.Percent(bin.After / after));
        }
        parts.Table(table);
    }

    private static void Everything(PageParts parts, DriftReport drift, DistributionDrift[] all)
    {
        var table = new HtmlTable("Everything that was compared", 2, "what", "verdict", "how much it moved (PSI)", "by chance alone", "p");
        foreach (DistributionDrift one in all)
        {
            table.Add(one.Name, Words(one.Verdict), DriftText.Hundredths(one.Psi), DriftText.Hundredths(one.ChanceLevel),
                Fraction.Probability(one.AdjustedP));
        }
        parts.Table(table);
        var missing = new HtmlTable("Missing values", 2, "metric", "verdict", "missing then", "missing now", "p");
        foreach (MissingDrift one in drift.Metrics.Select(metric => metric.Missing).Where(one => one.Before + one.After > 0))
        {
            missing.Add(one.Metric, Words(one.Verdict), Number.Percent(one.ShareBefore), Number.Percent(one.ShareAfter),
                Fraction.Probability(one.AdjustedP));
        }
        parts.Table(missing);
    }

    private static string Words(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drifted => "drifted",
        DriftVerdict.DetectableSmall => "beyond chance, but small",
        _ => "no more than chance",
    };

    private static void Outcomes(PageParts parts, OutcomeDrift outcomes, string did)
    {
        parts.Subtitle("Does the score still mean what it meant?");
        parts.Paragraph($"The share of pairs in the right order (AUC) went from {outcomes.AucBefore} to {outcomes.AucAfter}: "
            + (outcomes.AucChanged ? "more than chance explains." : "no more than chance explains.")
            + $" {Number.Count(outcomes.Observed)} {did}, where {PageParts.Expected(outcomes.Expected)} were to be expected by what the "
            + "scores meant then.");
        var table = new HtmlTable($"Who {did}, by tier, then and now", 1, "tier", "customers then", $"{did} then", "customers now", $"{did} now",
            "change in points", "at least", "at most", "p");
        foreach (TierRateDrift tier in outcomes.Tiers)
        {
            table.Add(tier.Tier, Number.Count(tier.CustomersBefore), Number.Count(tier.EventsBefore), Number.Count(tier.CustomersAfter),
                Number.Count(tier.EventsAfter), Points(tier.Difference), Points(tier.LowerDifference), Points(tier.UpperDifference),
                Fraction.Probability(tier.AdjustedP));
        }
        parts.Table(table);
    }

    private static string Points(double? share) => share is { } known ? Number.Signed(100 * known) : "–";
}
