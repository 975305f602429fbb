using System.Data.Common;

namespace HealthScoring.Hosting.Databases;

/// <summary>Events, from the run that finds them to the handler that hears of them.</summary>
internal static class EventRows
{
    private const int Unpublished = 0;
    private const int Open = 1;
    private const int Handled = 2;
    private const int GivenUp = 3;

    private const string Names =
        "scoring, customer_id, as_of, ordinal, kind, description, from_tier, to_tier, from_score, to_score, metric, action_name, failures, "
        + "handled_by";

    private static readonly Spelling Columns = new(Names);

    public static Task InsertAsync(Session session, IEnumerable<HealthEvent> events) => session.InsertAsync(
        events, $"health_event ({Names}, status, free_at)", 15,
        one => $"""
        {one.Scoring}, {one.CustomerId}, {one.AsOf}, {one.Ordinal}, {(int)one.Kind}, {one.Text}, {one.FromTier}, {one.ToTier},
        {one.FromScore}, {one.ToScore}, {one.Metric}, {one.Action}, {one.Failures}, {ListOf(one.HandledBy)}, {Unpublished}, ''
        """);

    /// <summary>Sets a run's events free, and those of runs before it that were never published: their states have moved on.</summary>
    public static Task<int> OpenAsync(Session session, StoredRun run) => session.RunLongAsync(
        $"UPDATE health_event SET status = {Open} WHERE scoring = {run.Scoring} AND as_of <= {run.AsOf} AND status = {Unpublished}");

    public static async Task<List<HealthEvent>> ReadAsync(
        Session session, string scoring, IEnumerable<string> customerIds, DateTimeOffset first, DateTimeOffset last)
    {
        List<HealthEvent> found = await session.ReadAsync(customerIds.Distinct(StringComparer.Ordinal), 1, some =>
            $"""
            SELECT {Columns} FROM health_event WHERE scoring = {scoring} AND customer_id IN ({CustomerRows.Listed(some)})
            AND as_of >= {first} AND as_of <= {last} AND status <> {Unpublished}
            """,
            Read).ConfigureAwait(false);
        return [.. found.OrderBy(one => one.AsOf).ThenBy(one => one.CustomerId, StringComparer.Ordinal).ThenBy(one => one.Ordinal)];
    }

    public static Task<List<TierMove>> ReadMovesAsync(Session session, string scoring, DateTimeOffset asOf) => session.ReadAsync(
        // The three statuses one by one: so the index by status finds the run.
        $"""
        SELECT from_tier, to_tier, COUNT(*) FROM health_event WHERE scoring = {scoring} AND status IN ({Open}, {Handled}, {GivenUp})
        AND as_of = {asOf} AND kind = {(int)HealthEventKind.TierChanged}
        AND as_of IN (SELECT as_of FROM health_run WHERE scoring = {scoring} AND published_at IS NOT NULL)
        GROUP BY from_tier, to_tier ORDER BY from_tier, to_tier
        """,
        row => new TierMove(row.TextAt(0), row.TextAt(1), row.CountAt(2)));

    /// <summary>The condition on a row of <c>health_state</c> that an action fell due.</summary>
    /// <param name="action">The action; any if null.</param>
    /// <param name="since">The first time, inclusive; any if null.</param>
    public static Statement IsDue(string? action, DateTimeOffset? since)
    {
        List<Statement> conditions =
        [
            $"due.scoring = health_state.scoring AND due.customer_id = health_state.customer_id",
            $"due.kind = {(int)HealthEventKind.ActionDue} AND due.status <> {Unpublished}",
        ];
        if (since is { } first)
            conditions.Add($"due.as_of >= {first}");
        if (action is not null)
            conditions.Add($"due.action_name = {action}");
        return $"EXISTS (SELECT 1 FROM health_event due WHERE {Statement.Join(" AND ", conditions)})";
    }

    public static async Task<List<HealthEvent>> ClaimAsync(
        Session session, string scoring, string worker, int count, DateTimeOffset now, DateTimeOffset until)
    {
        // One claim at a time: otherwise all would try the same events, and whoever comes second would find none.
        await session.HoldAsync(scoring).ConfigureAwait(false);
        List<HealthEvent> found = await session.ReadAsync(
            $"""
            SELECT {Columns} FROM health_event WHERE scoring = {scoring} AND status = {Open} AND ({IsFree("health_event")}) AND NOT EXISTS (
            SELECT 1 FROM health_event earlier WHERE earlier.scoring = health_event.scoring AND earlier.customer_id = health_event.customer_id
            AND earlier.status = {Open} AND (earlier.as_of < health_event.as_of
            OR (earlier.as_of = health_event.as_of AND earlier.ordinal < health_event.ordinal)) AND NOT ({IsFree("earlier")}))
            ORDER BY as_of, customer_id, ordinal{session.First(count)}
            """, Read).ConfigureAwait(false);
        // Not those that their worker has handled meanwhile, however late.
        await session.RunAsync(found, 3, some =>
            $"UPDATE health_event SET worker = {worker}, free_at = {until} WHERE scoring = {scoring} AND status = {Open} AND ({OneOf(some)})")
            .ConfigureAwait(false);
        // Whoever lost an event loses the customer's later ones, too: they are not to be handled before it.
        await session.RunAsync(found.Select(one => one.CustomerId).Distinct(StringComparer.Ordinal), 1, some => $"""
            UPDATE health_event SET worker = NULL, free_at = '' WHERE scoring = {scoring} AND customer_id IN ({CustomerRows.Listed(some)})
            AND status = {Open} AND worker <> {worker}
            """)
            .ConfigureAwait(false);
        return await session.ReadAsync(found, 3, some => $"""
            SELECT {Columns} FROM health_event WHERE scoring = {scoring} AND status = {Open} AND worker = {worker} AND ({OneOf(some)})
            ORDER BY as_of, customer_id, ordinal
            """, Read).ConfigureAwait(false);

        Statement IsFree(string table)
        {
            Spelling holder = new($"{table}.worker"), free = new($"{table}.free_at");
            return $"({holder} IS NULL AND {free} <= {now}) OR {free} < {now} OR ({holder} IS NOT NULL AND {holder} = {worker})";
        }

        static Statement OneOf(IEnumerable<HealthEvent> events) => Statement.Join(" OR ",
            events.Select(one => (Statement)$"(customer_id = {one.CustomerId} AND as_of = {one.AsOf} AND ordinal = {one.Ordinal})"));
    }

    public static async Task<bool> AcknowledgeAsync(Session session, HealthEvent handled, string worker, DateTimeOffset at)
    {
        int changed = await session.RunAsync(
            $"UPDATE health_event SET status = {Handled}, handled_at = {at} WHERE {KeyOf(handled)} AND worker = {worker} AND status = {Open}")
            .ConfigureAwait(false);
        return changed > 0 || await IsAsync(session, $"{KeyOf(handled)} AND worker = {worker} AND status = {Handled}").ConfigureAwait(false);
    }

    public static async Task<bool> PostponeAsync(Session session, HealthEvent failed, string worker, DateTimeOffset? again)
    {
        // Not while another worker claims: it would see the later events free, and not that this one waits.
        await session.HoldAsync(failed.Scoring).ConfigureAwait(false);
        string free = again is { } time ? StoredTime.Text(time) : "";
        int changed = await session.RunAsync(
            $"""
            UPDATE health_event SET status = {(again is null ? GivenUp : Open)}, failures = failures + 1, worker = NULL, failed_worker = {worker},
            free_at = {free}, handled_by = {ListOf(failed.HandledBy)} WHERE {KeyOf(failed)} AND worker = {worker} AND status = {Open}
            """)
            .ConfigureAwait(false);
        if (changed == 0)
        {
            return await IsAsync(session, $"{KeyOf(failed)} AND failed_worker = {worker} AND failures = {failed.Failures + 1}")
                .ConfigureAwait(false);
        }
        if (again is not null)
        {
            await session.RunAsync(
                $"""
                UPDATE health_event SET worker = NULL, free_at = '' WHERE scoring = {failed.Scoring} AND customer_id = {failed.CustomerId}
                AND status = {Open} AND worker = {worker}
                AND (as_of > {failed.AsOf} OR (as_of = {failed.AsOf} AND ordinal > {failed.Ordinal}))
                """)
                .ConfigureAwait(false);
        }
        return true;
    }

    /// <summary>Removes events of before a time, but none that a handler is yet to hear of.</summary>
    /// <param name="session">The way to the database.</param>
    /// <param name="scoring">The scoring.</param>
    /// <param name="before">The time, exclusive.</param>
    public static Task<int> TrimAsync(Session session, string scoring, DateTimeOffset before) => session.RunLongAsync(
        $"""
        DELETE FROM health_event WHERE scoring = {scoring} AND as_of < {before} AND (status = {Handled} OR status = {GivenUp})
        """);

    private static async Task<bool> IsAsync(Session session, Statement where) =>
        (await session.ReadAsync($"SELECT ordinal FROM health_event WHERE {where}", row => row.GetInt32(0)).ConfigureAwait(false)).Count > 0;

    private static Statement KeyOf(HealthEvent one) =>
        $"scoring = {one.Scoring} AND customer_id = {one.CustomerId} AND as_of = {one.AsOf} AND ordinal = {one.Ordinal}";

    private static string? ListOf(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join('\n', names);

    private static HealthEvent Read(DbDataReader row) => new()
    {
        Scoring = row.GetString(0),
        CustomerId = row.GetString(1),
        AsOf = row.TimeAt(2),
        Ordinal = row.GetInt32(3),
        Kind = (HealthEventKind)row.GetInt32(4),
        Text = row.GetString(5),
        FromTier = row.TextAt(6),
        ToTier = row.TextAt(7),
        FromScore = row.NumberAt(8),
        ToScore = row.NumberAt(9),
        Metric = row.TextAt(10),
        Action = row.TextAt(11),
        Failures = row.GetInt32(12),
        HandledBy = row.TextAt(13)?.Split('\n') ?? [],
    };
}
