using System.Data.Common;

namespace HealthScoring.Hosting.Databases;

/// <summary>The states and scores of customers.</summary>
internal static class CustomerRows
{
    private static readonly Spelling RowColumns = new("customer_id, as_of, tier, score, weight, segment, driver");

    public static async Task WriteAsync(Session session, RunPart part, IReadOnlyList<TrackedCustomer> customers)
    {
        (string scoring, DateTimeOffset asOf) = (part.Scoring, part.AsOf);
        await session.RunAsync(customers, 1, some =>
            $"DELETE FROM health_state WHERE scoring = {scoring} AND customer_id IN ({Listed(some.Select(customer => customer.CustomerId))})")
            .ConfigureAwait(false);
        await session.InsertAsync(customers, "health_state (scoring, customer_id, as_of, worker, state, score, tier, weight, segment, driver)", 10,
            customer => $"""
            {scoring}, {customer.CustomerId}, {asOf}, {part.Worker}, {customer.StateJson}, {customer.Score.Value}, {customer.Tier},
            {customer.Weight + 0.0}, {customer.Score.Segment}, {customer.Driver}
            """)
            .ConfigureAwait(false);
        await session.InsertAsync(customers, "health_score (scoring, customer_id, as_of, score, tier, weight, profile, fingerprint, stored)", 9,
            customer => $"""
            {scoring}, {customer.CustomerId}, {asOf}, {customer.Score.Value}, {customer.Tier}, {customer.Weight + 0.0},
            {customer.Score.ProfileName}, {customer.Score.Fingerprint}, {customer.Score.ToJson()}
            """)
            .ConfigureAwait(false);
        await EventRows.InsertAsync(session, customers.SelectMany(customer => customer.Events)).ConfigureAwait(false);
    }

    public static async Task<Dictionary<string, CustomerState>> ReadStatesAsync(Session session, string scoring, IEnumerable<string> customerIds)
    {
        var rows = await session.ReadAsync(customerIds.Distinct(StringComparer.Ordinal), 1, some =>
            $"SELECT customer_id, as_of, worker, state FROM health_state WHERE scoring = {scoring} AND customer_id IN ({Listed(some)})",
            row => (Id: row.GetString(0), State: new CustomerState(row.TimeAt(1), row.GetString(2), row.GetString(3)))).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id, row => row.State, StringComparer.Ordinal);
    }

    public static async Task<CustomerPage> ReadPageAsync(Session session, string scoring, CustomerFilter filter)
    {
        bool byWeight = filter.Order == CustomerOrder.WeightDescending;
        Spelling key = new(byWeight ? "weight" : "score"), order = new(byWeight ? "weight DESC, customer_id" : "score, customer_id");
        Spelling beyond = new(byWeight ? "<" : ">");
        Statement where = Where(scoring, filter);
        CustomerPosition? after = filter.After;
        // One more than the page holds says whether another one follows. Those without a number come last, in every database.
        int wanted = filter.Count + 1;
        List<CustomerRow> rows = after is { Key: null } ? [] : await session.ReadAsync(
            after is null
                ? $"SELECT {RowColumns} FROM health_state WHERE {where} AND {key} IS NOT NULL ORDER BY {order}{session.First(wanted)}"
                : (Statement)$"""
                SELECT {RowColumns} FROM health_state WHERE {where} AND {key} {beyond}= {after.Key}
                AND ({key} {beyond} {after.Key} OR customer_id > {after.CustomerId}) ORDER BY {order}{session.First(wanted)}
                """,
            ReadRow).ConfigureAwait(false);
        if (rows.Count < wanted)
        {
            Statement rest = after is { Key: null } ? $" AND customer_id > {after.CustomerId}" : (Statement)$"";
            rows.AddRange(await session.ReadAsync(
                $"""
                SELECT {RowColumns} FROM health_state WHERE {where} AND {key} IS NULL{rest} ORDER BY customer_id{session.First(wanted - rows.Count)}
                """,
                ReadRow).ConfigureAwait(false));
        }
        return CustomerPage.Of(rows, filter);
    }

    public static Task<List<PastScore>> ReadHistoryAsync(
        Session session, string scoring, string customerId, DateTimeOffset first, DateTimeOffset last) => session.ReadAsync(
        $"""
        SELECT tier, weight, stored FROM health_score
        WHERE scoring = {scoring} AND customer_id = {customerId} AND as_of >= {first} AND as_of <= {last} ORDER BY as_of
        """,
        row => new PastScore(row.TextAt(0), row.NumberAt(1), StoredScore.Parse(row.GetString(2))));

    public static Task<List<CustomerScore>> ReadScoresAsync(Session session, string scoring, DateTimeOffset asOf, string? after, int count)
    {
        Statement behind = after is null ? $"" : (Statement)$" AND customer_id > {after}";
        return session.ReadAsync(
            $"""
            SELECT customer_id, tier, weight, stored FROM health_score
            WHERE scoring = {scoring} AND as_of = {asOf}{behind} ORDER BY customer_id{session.First(count)}
            """,
            row => new CustomerScore(row.GetString(0), new(row.TextAt(1), row.NumberAt(2), StoredScore.Parse(row.GetString(3)))));
    }

    /// <summary>Removes the scores of a run.</summary>
    public static Task<int> TrimAsync(Session session, string scoring, DateTimeOffset asOf) =>
        session.RunLongAsync($"DELETE FROM health_score WHERE scoring = {scoring} AND as_of = {asOf}");

    public static async Task PurgeAsync(Session session, string customerId)
    {
        List<string> scorings = await session.ReadAsync($"SELECT scoring FROM health_scoring ORDER BY scoring", row => row.GetString(0))
            .ConfigureAwait(false);
        foreach (string table in (string[])["health_state", "health_score", "health_event"])
        {
            foreach (string scoring in scorings)
            {
                await session.RunAsync($"DELETE FROM {new Spelling(table)} WHERE scoring = {scoring} AND customer_id = {customerId}")
                    .ConfigureAwait(false);
            }
        }
        await session.RunAsync($"DELETE FROM health_override WHERE customer_id = {customerId}").ConfigureAwait(false);
    }

    private static Statement Where(string scoring, CustomerFilter filter)
    {
        List<Statement> conditions = [$"scoring = {scoring}"];
        if (filter.Tier is not null)
            conditions.Add($"tier = {filter.Tier}");
        if (filter.WithoutTier)
            conditions.Add($"tier IS NULL");
        if (filter.Segment is not null)
            conditions.Add($"segment = {filter.Segment}");
        if (filter.Driver is not null)
            conditions.Add($"driver = {filter.Driver}");
        if (filter.Since is { } since)
            conditions.Add($"as_of >= {since}");
        if (filter.DueSince is not null || filter.Action is not null)
            conditions.Add(EventRows.IsDue(filter.Action, filter.DueSince));
        if (filter.Ids is { } ids)
            conditions.Add(ids.Count == 0 ? $"1 = 0" : (Statement)$"customer_id IN ({Listed(ids)})");
        return Statement.Join(" AND ", conditions);
    }

    private static CustomerRow ReadRow(DbDataReader row) => new(row.GetString(0), row.TimeAt(1), row.TextAt(2), row.NumberAt(3), row.NumberAt(4),
        row.TextAt(5), row.TextAt(6));

    internal static Statement Listed(IEnumerable<string> texts) => Statement.Join(", ", texts.Select(text => (Statement)$"{text}"));
}
