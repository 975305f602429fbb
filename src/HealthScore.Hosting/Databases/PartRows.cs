using System.Data.Common;

namespace HealthScoring.Hosting.Databases;

/// <summary>The parts of runs.</summary>
internal static class PartRows
{
    public const int Open = 0;

    public const int Done = 1;

    /// <summary>A later run has begun: nobody works on the part any more.</summary>
    public const int Ended = 2;

    private static readonly Spelling Columns = new("scoring, as_of, part, worker, customers, tally, status");

    public static async Task<RunPart?> ClaimAsync(Session session, StoredRun run, string worker, DateTimeOffset now, DateTimeOffset until)
    {
        Statement own = $"scoring = {run.Scoring} AND as_of = {run.AsOf} AND status = {Open} AND worker = {worker} AND held_until <> ''";
        if (await OneAsync(own).ConfigureAwait(false) is { } held)
        {
            await session.RunAsync($"UPDATE health_run_part SET held_until = {until} WHERE {KeyOf(held)}").ConfigureAwait(false);
            return held;
        }
        Statement free = $"scoring = {run.Scoring} AND as_of = {run.AsOf} AND status = {Open} AND held_until < {now}";
        List<int> parts = await session.ReadAsync($"SELECT part FROM health_run_part WHERE {free} ORDER BY part", row => row.GetInt32(0))
            .ConfigureAwait(false);
        foreach (int part in parts)
        {
            // Another worker may have been faster.
            int claimed = await session.RunAsync(
                $"UPDATE health_run_part SET worker = {worker}, held_until = {until} WHERE {free} AND part = {part}").ConfigureAwait(false);
            if (claimed > 0)
                return await OneAsync($"{own} AND part = {part}").ConfigureAwait(false);
        }
        return null;

        async Task<RunPart?> OneAsync(Statement where) => (await session.ReadAsync(
            $"SELECT {Columns} FROM health_run_part{session.ToChange} WHERE {where} ORDER BY part{session.First(1)}{session.ForUpdate}", Read)
            .ConfigureAwait(false)).SingleOrDefault();
    }

    public static Task InsertAsync(Session session, string scoring, DateTimeOffset asOf, int count) => session.InsertAsync(
        Enumerable.Range(0, count), "health_run_part (scoring, as_of, part, status, held_until, customers)", 6,
        part => $"{scoring}, {asOf}, {part}, {Open}, '', 0");

    /// <summary>Ends the open parts of earlier runs.</summary>
    public static Task<int> EndAsync(Session session, string scoring, DateTimeOffset before) => session.RunAsync(
        $"UPDATE health_run_part SET status = {Ended} WHERE scoring = {scoring} AND as_of < {before} AND status = {Open}");

    public static Task<List<RunPart>> ReadAsync(Session session, StoredRun run) =>
        session.ReadAsync($"SELECT {Columns} FROM health_run_part WHERE scoring = {run.Scoring} AND as_of = {run.AsOf} ORDER BY part", Read);

    public static Task<int> ReleaseAsync(Session session, RunPart part) => session.RunAsync(
        $"UPDATE health_run_part SET held_until = '' WHERE {KeyOf(part)} AND worker = {part.Worker} AND status = {Open}");

    public static Task<int> ReopenAsync(Session session, StoredRun run) => session.RunAsync(
        $"""
        UPDATE health_run_part SET status = {Open}, held_until = ''
        WHERE scoring = {run.Scoring} AND as_of = {run.AsOf} AND status = {Done} AND customers = 0
        """);

    public static async Task<bool> WriteAsync(Session session, RunPart part, IReadOnlyList<TrackedCustomer> customers, DateTimeOffset until)
    {
        var held = await session.ReadAsync($"""
            SELECT status, customers FROM health_run_part{session.ToChange}
            WHERE {KeyOf(part)} AND worker = {part.Worker} AND held_until <> ''{session.ForUpdate}
            """, row => (Status: row.GetInt32(0), Customers: row.GetInt64(1))).ConfigureAwait(false);
        if (held.Count == 0 || held[0].Status == Ended)
            return false;
        // A call that comes twice: whoever stores customers counts more than are stored.
        if (held[0].Status == Done)
            return part.IsDone && held[0].Customers == part.CustomerCount;
        if (customers.Count > 0 && held[0].Customers >= part.CustomerCount)
            return true;
        await session.RunAsync($"""
            UPDATE health_run_part SET status = {(part.IsDone ? Done : Open)}, held_until = {until},
            customers = {part.CustomerCount}, tally = {part.TallyJson} WHERE {KeyOf(part)}
            """).ConfigureAwait(false);
        await CustomerRows.WriteAsync(session, part, customers).ConfigureAwait(false);
        return true;
    }

    private static Statement KeyOf(RunPart part) => $"scoring = {part.Scoring} AND as_of = {part.AsOf} AND part = {part.Index}";

    private static RunPart Read(DbDataReader row) => new(
        row.GetString(0), row.TimeAt(1), row.GetInt32(2), row.TextAt(3), row.GetInt64(4), row.TextAt(5), row.GetInt32(6) == Done);
}
