using System.Data.Common;
using HealthScoring.Portfolios;

namespace HealthScoring.Hosting.Databases;

/// <summary>Runs.</summary>
internal static class RunRows
{
    private static readonly Spelling Columns = new("scoring, as_of, part_count, profile, published_at, summary");

    public static async Task<StoredRun> BeginAsync(Session session, string scoring, DateTimeOffset asOf, int partCount, ScoringProfile profile)
    {
        if (await KnownAsync(session, scoring, asOf).ConfigureAwait(false) is { } known)
            return known;
        if (!await session.HoldAsync(scoring).ConfigureAwait(false))
        {
            await session.InsertOnceAsync("health_scoring", "scoring", "scoring", $"{scoring}", $"scoring = {scoring}").ConfigureAwait(false);
            await session.HoldAsync(scoring).ConfigureAwait(false);
        }
        // Another worker may have begun it before this one held the scoring.
        if (await KnownAsync(session, scoring, asOf).ConfigureAwait(false) is { } begun)
            return begun;
        await PartRows.EndAsync(session, scoring, asOf).ConfigureAwait(false);
        await session.RunAsync($"""
            INSERT INTO health_run (scoring, as_of, part_count, profile) VALUES ({scoring}, {asOf}, {partCount}, {profile.ToJson()})
            """).ConfigureAwait(false);
        await PartRows.InsertAsync(session, scoring, asOf, partCount).ConfigureAwait(false);
        return new(scoring, asOf.ToUniversalTime(), partCount, profile, PublishedAt: null, Summary: null);
    }

    public static async Task<bool> PublishAsync(Session session, StoredRun run, DateTimeOffset at, PortfolioSummary summary)
    {
        await session.HoldAsync(run.Scoring).ConfigureAwait(false);
        List<bool> published = await session.ReadAsync(
            $"SELECT published_at FROM health_run WHERE scoring = {run.Scoring} AND as_of = {run.AsOf}", row => !row.IsDBNull(0))
            .ConfigureAwait(false);
        if (published.Count == 0)
            throw new InvalidOperationException($"The run {NameOf(run.Scoring, run.AsOf)} is not stored; begin it.");
        if (published[0])
            return false;
        List<int> missing = await session.ReadAsync(
            $"SELECT part FROM health_run_part WHERE scoring = {run.Scoring} AND as_of = {run.AsOf} AND status <> {PartRows.Done} ORDER BY part",
            row => row.GetInt32(0)).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"The run {NameOf(run.Scoring, run.AsOf)} cannot be published: {missing.Count} of its parts "
                + $"are not done, the first is part {missing[0]}.");
        }
        await session.RunAsync(
            $"UPDATE health_run SET published_at = {at}, summary = {summary.ToJson()} WHERE scoring = {run.Scoring} AND as_of = {run.AsOf}")
            .ConfigureAwait(false);
        await EventRows.OpenAsync(session, run).ConfigureAwait(false);
        return true;
    }

    public static Task<List<StoredRun>> ReadAsync(Session session, string scoring, DateTimeOffset first, DateTimeOffset last) => session.ReadAsync(
        $"SELECT {Columns} FROM health_run WHERE scoring = {scoring} AND as_of >= {first} AND as_of <= {last} ORDER BY as_of", Read);

    /// <summary>The last published run before a time; <see langword="null"/> for none.</summary>
    public static async Task<StoredRun?> LastAsync(Session session, string scoring, DateTimeOffset before) => (await session.ReadAsync(
        $"""
        SELECT {Columns} FROM health_run WHERE scoring = {scoring} AND as_of < {before} AND published_at IS NOT NULL
        ORDER BY as_of DESC{session.First(1)}
        """, Read).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>The instants of the runs before a time, in order.</summary>
    public static Task<List<DateTimeOffset>> InstantsAsync(Session session, string scoring, DateTimeOffset before) => session.ReadAsync(
        $"SELECT as_of FROM health_run WHERE scoring = {scoring} AND as_of < {before} ORDER BY as_of", row => row.TimeAt(0));

    /// <summary>Removes what is older than a time, except scores.</summary>
    public static async Task TrimAsync(Session session, string scoring, DateTimeOffset before)
    {
        await session.HoldAsync(scoring).ConfigureAwait(false);
        List<DateTimeOffset> newest = await session.ReadAsync(
            $"SELECT as_of FROM health_run WHERE scoring = {scoring} ORDER BY as_of DESC{session.First(1)}", row => row.TimeAt(0))
            .ConfigureAwait(false);
        DateTimeOffset kept = newest is [var last] && last < before ? last : before;
        await EventRows.TrimAsync(session, scoring, before).ConfigureAwait(false);
        await session.RunAsync($"DELETE FROM health_override WHERE scoring = {scoring} AND ends_at < {before}").ConfigureAwait(false);
        await session.RunAsync($"DELETE FROM health_run_part WHERE scoring = {scoring} AND as_of < {kept}").ConfigureAwait(false);
        await session.RunAsync($"DELETE FROM health_run WHERE scoring = {scoring} AND as_of < {kept}").ConfigureAwait(false);
    }

    private static async Task<StoredRun?> KnownAsync(Session session, string scoring, DateTimeOffset asOf)
    {
        List<StoredRun> newest = await session.ReadAsync(
            $"SELECT {Columns} FROM health_run WHERE scoring = {scoring} AND as_of >= {asOf} ORDER BY as_of DESC{session.First(1)}", Read)
            .ConfigureAwait(false);
        if (newest is [var later] && later.AsOf > asOf)
        {
            throw new InvalidOperationException($"The run {NameOf(scoring, asOf)} cannot begin: one of a later instant is stored, "
                + $"{StoredTime.Text(later.AsOf)} UTC; run that one or a later one.");
        }
        return newest is [var same] ? same : null;
    }

    private static string NameOf(string scoring, DateTimeOffset asOf) =>
        scoring.Length == 0 ? $"of {StoredTime.Text(asOf)} UTC" : $"of '{scoring}' of {StoredTime.Text(asOf)} UTC";

    private static StoredRun Read(DbDataReader row) => new(row.GetString(0), row.TimeAt(1), row.GetInt32(2), ScoringProfile.Parse(row.GetString(3)),
        row.IsDBNull(4) ? null : row.TimeAt(4), row.TextAt(5) is { } summary ? PortfolioSummary.Parse(summary) : null);
}
