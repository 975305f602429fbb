namespace HealthScoring.Analysis.Proposals;

/// <summary>Who comes into another tier, by the last row of each customer.</summary>
internal static class Migrations
{
    /// <summary>Every pair of tiers, those of the book before first, the unscored last.</summary>
    public static IReadOnlyList<TierMigration> Of(ScoredBook before, ScoredBook after)
    {
        string?[] tiers = [.. before.Profile.Tiers.Select(tier => tier.Name), null];
        long[,] customers = new long[tiers.Length, tiers.Length];
        double[,] weights = new double[tiers.Length, tiers.Length];
        bool weighed = false;
        foreach (int row in LastRows.Of(before.Rows))
        {
            (int old, int now) = (Place(before.Tiers[row]), Place(after.Tiers[row]));
            customers[old, now]++;
            if (before.Rows.Weights.Length == 0 || double.IsNaN(before.Rows.Weights[row]))
                continue;
            weights[old, now] += before.Rows.Weights[row];
            weighed = true;
        }
        return Array.AsReadOnly<TierMigration>([.. tiers.SelectMany((old, i) => tiers.Select((now, j) =>
            new TierMigration(new(old, now, customers[i, j], weighed ? weights[i, j] : null))))]);

        int Place(int tier) => tier < 0 ? tiers.Length - 1 : tier;
    }

    /// <summary>How many come into a higher tier, and how many into a lower one; who becomes scored or unscored does neither.</summary>
    public static (long Up, long Down) Moves(ScoringProfile profile, IReadOnlyList<TierMigration> migration)
    {
        (long up, long down) = (0, 0);
        foreach (TierMigration one in migration.Where(one => one.TierBefore is not null && one.TierAfter is not null))
        {
            int change = profile.Tiers.IndexOf(one.TierAfter!).CompareTo(profile.Tiers.IndexOf(one.TierBefore!));
            (up, down) = (up + (change > 0 ? one.Customers : 0), down + (change < 0 ? one.Customers : 0));
        }
        return (up, down);
    }
}
