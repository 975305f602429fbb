using System.Data.Common;

namespace HealthScoring.Hosting.Databases;

/// <summary>Overrides.</summary>
internal static class OverrideRows
{
    private const string Names = "id, customer_id, score, tier, reason, author, begins_at, ends_at, scoring";

    private static readonly Spelling Columns = new(Names);

    public static Task<int> AddAsync(Session session, string scoring, StoredOverride added)
    {
        ScoreOverride made = added.Override;
        return session.InsertOnceAsync("health_override", "id", Names,
            $"{added.Id}, {added.CustomerId}, {made.Score}, {made.Tier}, {made.Reason}, {made.Author}, {made.From}, {made.Until}, {scoring}",
            $"id = {added.Id}");
    }

    public static async Task<bool> EndAsync(Session session, string scoring, string id, DateTimeOffset at)
    {
        Statement key = $"scoring = {scoring} AND id = {id}";
        List<StoredOverride> found = await session.ReadAsync(
            $"SELECT {Columns} FROM health_override{session.ToChange} WHERE {key}{session.ForUpdate}", Read).ConfigureAwait(false);
        if (found is not [{ Override: var ended }] || ended.Until <= at)
            return false;
        // One without a time to hold is no override.
        await session.RunAsync(ended.From >= at ? $"DELETE FROM health_override WHERE {key}"
            : (Statement)$"UPDATE health_override SET ends_at = {at} WHERE {key}").ConfigureAwait(false);
        return true;
    }

    public static async Task<List<StoredOverride>> ReadAsync(Session session, string scoring, IEnumerable<string> customerIds)
    {
        List<StoredOverride> rows = await session.ReadAsync(customerIds.Distinct(StringComparer.Ordinal), 1, some =>
            $"SELECT {Columns} FROM health_override WHERE scoring = {scoring} AND customer_id IN ({CustomerRows.Listed(some)})", Read)
            .ConfigureAwait(false);
        return
        [
            .. rows.OrderBy(row => row.CustomerId, StringComparer.Ordinal).ThenBy(row => row.Override.From)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
    }

    private static StoredOverride Read(DbDataReader row)
    {
        (string reason, string author) = (row.GetString(4), row.GetString(5));
        (DateTimeOffset begins, DateTimeOffset ends) = (row.TimeAt(6), row.TimeAt(7));
        return new(row.GetString(0), row.GetString(1), row.NumberAt(2) is { } score
            ? ScoreOverride.OfScore(score, reason, author, begins, ends)
            : ScoreOverride.OfTier(row.GetString(3), reason, author, begins, ends));
    }
}
