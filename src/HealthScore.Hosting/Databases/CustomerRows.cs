namespace HealthScoring.Hosting.Databases;

/// <summary>The states and scores of customers.</summary>
internal static class CustomerRows
{
    public static async Task WriteAsync(Session session, RunPart part, IReadOnlyList<TrackedCustomer> customers)
    {
        (string scoring, DateTimeOffset asOf) = (part.Scoring, part.AsOf);
        await session.RunAsync(customers, 1, some =>
            $"DELETE FROM health_state WHERE scoring = {scoring} AND customer_id IN ({Listed(some.Select(customer => customer.CustomerId))})")
            .ConfigureAwait(false);
        await session.InsertAsync(customers, "health_state (scoring, customer_id, as_of, worker, state)", 5,
            customer => $"{scoring}, {customer.CustomerId}, {asOf}, {part.Worker}, {customer.StateJson}").ConfigureAwait(false);
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

    public static Task<List<PastScore>> ReadHistoryAsync(
        Session session, string scoring, string customerId, DateTimeOffset first, DateTimeOffset last) => session.ReadAsync(
        $"""
        SELECT tier, weight, stored FROM health_score
        WHERE scoring = {scoring} AND customer_id = {customerId} AND as_of >= {first} AND as_of <= {last} ORDER BY as_of
        """,
        row => new PastScore(row.TextAt(0), row.NumberAt(1), StoredScore.Parse(row.GetString(2))));

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

    internal static Statement Listed(IEnumerable<string> texts) => Statement.Join(", ", texts.Select(text => (Statement)$"{text}"));
}
