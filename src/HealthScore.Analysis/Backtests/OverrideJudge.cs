using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Judges overrides by what became of the customers.</summary>
internal static class OverrideJudge
{
    /// <summary>Those put lower than the score has them, then those put higher; without those that no row has.</summary>
    /// <param name="book">The book.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="withVerdicts">Whether there are enough outcomes to say who was right.</param>
    public static OverrideOutcome[] Judge(ScoredBook book, Outcome outcome, bool withVerdicts)
    {
        ScoreOverride?[] overrides = book.Rows.Overrides;
        if (overrides.Length == 0)
            return [];
        int[] own = [.. book.Judged.Where(row => overrides[row] is null)];
        JudgedRows others = JudgedRows.Of(book, outcome, book.Scores, own);
        RiskByScore? risk = others.HasBoth ? new(others, outcome) : null;
        ILookup<int, int> byTier = own.ToLookup(row => book.Tiers[row]);
        double?[] rates = [.. book.Profile.Tiers.Select((_, tier) =>
            byTier.Contains(tier) ? (double?)new RateOfRows(book, byTier[tier]).Rate : null)];
        ILookup<int, (int Row, int Tier)> moved = book.Judged.Where(row => overrides[row] is not null)
            .Select(row => (Row: row, Tier: TierOf(book, row, overrides[row]!))).Where(one => one.Tier >= 0)
            .ToLookup(one => one.Tier.CompareTo(book.Tiers[one.Row]));
        return
        [
            .. new[] { -1, 1 }.Where(moved.Contains).Select(direction => new OverrideOutcome(
                direction > 0, new(book, moved[direction].Select(one => one.Row)), withVerdicts,
                risk is null ? null : moved[direction].Sum(one => risk.At(book.Scores[one.Row])),
                moved[direction].All(one => rates[one.Tier] is not null) ? moved[direction].Sum(one => rates[one.Tier]!.Value) : null)),
        ];
    }

    /// <summary>The index of the tier that people put a row into; -1 where the profile does not have it.</summary>
    private static int TierOf(ScoredBook book, int row, ScoreOverride pinned)
    {
        TierScale tiers = book.Profile.Tiers;
        if (pinned.Score is not { } score)
            return tiers.IndexOf(pinned.Tier);
        IReadOnlyDictionary<string, double>? own = book.Segments[row] < 0 ? null : book.Profile.Segments[book.Segments[row]].Tiers;
        return tiers.ToList().FindLastIndex(tier =>
            score >= Math.Max(0, Precision.Standard.Least(own?.GetValueOrDefault(tier.Name, tier.From) ?? tier.From)));
    }
}
