using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 2: what became of the customers of each tier.</summary>
internal static class TiersPart
{
    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(2);
        parts.Answer(AnswerOf(parts));
        if (test.Shortage is null && test.TooFewToConclude is { } few)
            parts.Paragraph($"Too few to conclude: {few}.");
        Tiers(parts, test.Tiers, $"Who {parts.Did}, by tier");
        if (test.Tiers.Any(tier => tier.Weight is not null))
            Revenue(parts, test.Tiers);
        if (test.TiersIfUnknownStayed is { } least)
        {
            parts.Subtitle($"If all {parts.DidNot} of whom it is not yet known");
            parts.Paragraph("An outcome counts before its time is over, and its absence does not. So the shares above can be too high; these are the "
                + "least that they can be.");
            Tiers(parts, least, $"Who {parts.Did}, by tier, if all others of whom it is not yet known {parts.DidNot}");
        }
        if (test.TiersWithoutTreated is { } untreated)
        {
            parts.Subtitle("Without customers that something was done for");
            Tiers(parts, untreated, $"Who {parts.Did}, by tier, without customers that something was done for");
        }
        parts.End();
    }

    private static string AnswerOf(PageParts parts)
    {
        Backtest test = parts.Test;
        TierOutcome[] some = [.. test.Tiers.Where(tier => tier.Rows > 0)];
        if (test.Shortage is { } shortage)
            return $"Too little to say: {shortage}. The counts are:";
        if (some.Length < 2)
            return $"All are in one tier{(some.Length == 1 ? $", {some[0].Tier}" : "")}, so there is nothing to compare.";
        string extremes = $"{Number.Percent(some[0].Rate!.Value)} of {some[0].Tier} {parts.Did}, {Number.Percent(some[^1].Rate!.Value)} of "
            + some[^1].Tier;
        TierInversion[] shown = [.. test.Inversions.Where(inversion => inversion.AdjustedP <= 0.05)];
        if (shown.Length > 0)
            return $"Not all of them: {string.Join("; ", shown.AsEnumerable())}.";
        string doubtful = test.Inversions.Count == 0 ? "" : $" No more than chance: {string.Join("; ", test.Inversions)}.";
        return (some[0].Rate == some[^1].Rate ? $"They do not differ: {extremes}."
            : test.TooFewToConclude is null && BookJudge.P(some[0], some[^1]) <= 0.05
                && (parts.IsLoss ? some[0].Rate > some[^1].Rate : some[0].Rate < some[^1].Rate)
                ? $"The {(parts.IsLoss ? "lower" : "higher")} the tier, the more {parts.Did}: {extremes}."
            : $"Nothing shows that they do: {extremes}.") + doubtful;
    }

    private static void Tiers(PageParts parts, IReadOnlyList<TierOutcome> tiers, string caption)
    {
        TierOutcome[] best = [.. tiers.Reverse()];
        new Figure(parts.Page, parts.NextId(), caption)
        {
            BarIs = $"the share who {parts.Did}",
            IntervalIs = "where the true share is likely to be (95 %)",
        }.Write(Scale.Shares(best.Max(tier => tier.Rows > 0 ? tier.Upper : 0)), [.. best.Where(tier => tier.Rows > 0).Select(tier =>
            new FigureRow(tier.Tier, PageParts.Interval(tier.Rate!.Value, tier.Lower, tier.Upper))
            {
                Bar = tier.Rate,
                Lower = tier.Lower,
                Upper = tier.Upper,
            })]);
        var table = new HtmlTable($"{caption}: the numbers", 1, "tier", $"{parts.Unit}s", parts.Did, "share", "at least", "at most",
            "times the average", $"of all who {parts.Did}");
        foreach (TierOutcome tier in best)
        {
            bool has = tier.Rows > 0;
            table.Add(tier.Tier, Number.Count(tier.Rows), Number.Count(tier.Events), PageParts.Percent(tier.Rate),
                PageParts.Percent(has ? tier.Lower : null), PageParts.Percent(has ? tier.Upper : null),
                tier.Lift is { } lift ? Number.Points(lift) : "–", PageParts.Percent(tier.ShareOfEvents));
        }
        parts.Table(table);
    }

    private static void Revenue(PageParts parts, IReadOnlyList<TierOutcome> tiers)
    {
        TierOutcome[] best = [.. tiers.Reverse().Where(tier => tier.Weight is not null)];
        new Figure(parts.Page, parts.NextId(), "Revenue, by tier")
        {
            BarIs = "what all of the tier pay",
            DotIs = $"what those of them pay who {parts.Did}",
        }.Write(Scale.UpTo(best.Max(tier => tier.Weight!.Value)), [.. best.Select(tier =>
            new FigureRow(tier.Tier, $"{Number.Weight(tier.EventWeight ?? 0)} of {Number.Weight(tier.Weight!.Value)} {parts.Did}")
            {
                Bar = tier.Weight,
                Dot = tier.EventWeight,
            })]);
        var table = new HtmlTable("Revenue, by tier: the numbers", 1, "tier", "revenue", $"of those who {parts.Did}", "share");
        foreach (TierOutcome tier in best)
        {
            table.Add(tier.Tier, Number.Weight(tier.Weight!.Value), Number.Weight(tier.EventWeight ?? 0),
                PageParts.Percent(tier.Weight > 0 ? tier.EventWeight / tier.Weight : null));
        }
        parts.Table(table);
    }
}
