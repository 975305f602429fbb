using System.Data;
using System.Data.Common;
using HealthScoring.Hosting.Databases;

namespace HealthScoring.Hosting;

/// <summary>Keeps what runs need and leave in tables of a database: PostgreSQL, SQL Server, MySQL, MariaDB or SQLite.</summary>
/// <remarks>
/// <para>
/// Each call but a trim is one transaction at READ COMMITTED (SQLite: one that writes from its beginning). Nothing is tried again: of two calls at
/// once a database may refuse one, such as in a deadlock, and the caller repeats it. The tables' names begin with <c>health_</c>; times are text in
/// UTC.
/// </para>
/// <para>
/// Ids and names have at most 200 characters, no white space around them, and neither U+0000 nor half of a character; calls throw
/// <see cref="ArgumentException"/> before they ask the database.
/// </para>
/// </remarks>
public sealed class SqlTrackingStore : ITrackingStore
{
    private readonly DbDataSource? _dataSource;
    private readonly DbConnection? _connection;
    private readonly DbTransaction? _transaction;
    private readonly TrackingDatabase _database;

    /// <summary>Keeps everything in a database. Call <see cref="MigrateAsync"/> before anything else.</summary>
    /// <param name="dataSource">Opens connections; the host disposes it.</param>
    /// <param name="database">What kind of database that is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="database"/> is no such kind.</exception>
    public SqlTrackingStore(DbDataSource dataSource, TrackingDatabase database)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        if (!Enum.IsDefined(database))
            throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such kind of database.");
        (_dataSource, _database) = (dataSource, database);
    }

    private SqlTrackingStore(DbConnection connection, DbTransaction transaction, TrackingDatabase database) =>
        (_connection, _transaction, _database) = (connection, transaction, database);

    /// <summary>
    /// Makes the tables, or brings those of an earlier version up to date. Any number of processes may call it at once, and as often as they
    /// like: each script runs once.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the tables are as this version needs them.</returns>
    /// <exception cref="InvalidOperationException">The store is one <see cref="Within"/> a transaction.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        if (_dataSource is null)
            throw new InvalidOperationException("A store within a transaction cannot change tables; migrate with the store that it was made of.");
        DbConnection connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            await Migration.RunAsync(connection, _database, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same store within a transaction of the host's: its calls count when the host commits.</summary>
    /// <param name="connection">The transaction's open connection, to the same database.</param>
    /// <param name="transaction">The transaction, READ COMMITTED (SQLite: not deferred). After a call that failed, roll it back.</param>
    /// <returns>A store for one thread at a time, while the transaction lasts. What its calls changed other calls wait for.</returns>
    /// <exception cref="ArgumentNullException">A parameter is <see langword="null"/>.</exception>
    public SqlTrackingStore Within(DbConnection connection, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        return new(connection, transaction, _database);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partCount"/> is less than 1.</exception>
    public Task<StoredRun> BeginRunAsync(
        string scoring, DateTimeOffset asOf, int partCount, ScoringProfile profile, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        ArgumentOutOfRangeException.ThrowIfLessThan(partCount, 1);
        ArgumentNullException.ThrowIfNull(profile);
        return ChangeAsync(session => RunRows.BeginAsync(session, scoring, asOf, partCount, profile), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunPart?> ClaimPartAsync(
        StoredRun run, string worker, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Check(run);
        KeyText.CheckWorker(worker, nameof(worker));
        return ChangeAsync(session => PartRows.ClaimAsync(session, run, worker, now, until), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, CustomerState>> ReadStatesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        Check(customerIds);
        return await LookAsync(session => CustomerRows.ReadStatesAsync(session, scoring, customerIds), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The part has no worker or counts fewer customers than are given, an event is not of its customer or the run, or a weight is no finite number.
    /// </exception>
    public Task<bool> WriteAsync(
        RunPart part, IReadOnlyList<TrackedCustomer> customers, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Check(part);
        ArgumentNullException.ThrowIfNull(customers);
        if (part.Worker is null)
            throw new ArgumentException("The part has no worker; claim it.", nameof(part));
        if (part.CustomerCount < customers.Count)
        {
            throw new ArgumentException(
                $"The part counts {part.CustomerCount} customers, fewer than the {customers.Count} to be stored; count these, too.", nameof(part));
        }
        foreach (TrackedCustomer customer in customers)
            Check(customer, part, nameof(customers));
        return ChangeAsync(session => PartRows.WriteAsync(session, part, customers, until), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReleasePartAsync(RunPart part, CancellationToken cancellationToken)
    {
        Check(part);
        return part.Worker is null ? Task.CompletedTask : ChangeAsync(session => PartRows.ReleaseAsync(session, part), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReopenPartsAsync(StoredRun run, CancellationToken cancellationToken)
    {
        Check(run);
        return ChangeAsync(session => PartRows.ReopenAsync(session, run), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunPart>> ReadPartsAsync(StoredRun run, CancellationToken cancellationToken)
    {
        Check(run);
        return await LookAsync(session => PartRows.ReadAsync(session, run), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A part is not done, or the run is not stored.</exception>
    public Task<bool> PublishAsync(StoredRun run, CancellationToken cancellationToken)
    {
        Check(run);
        if (run is not { PublishedAt: { } at, Summary: { } summary })
            throw new ArgumentException("The run has no time or no summary; give it both.", nameof(run));
        return ChangeAsync(session => RunRows.PublishAsync(session, run, at, summary), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRun>> ReadRunsAsync(
        string scoring, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        return await LookAsync(session => RunRows.ReadAsync(session, scoring, first, last), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<StoredRun?> ReadLastRunAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        return LookAsync(session => RunRows.LastAsync(session, scoring, before), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public async Task<IReadOnlyList<HealthEvent>> ClaimEventsAsync(
        string scoring, string worker, int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        KeyText.CheckWorker(worker, nameof(worker));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return await ChangeAsync(session => EventRows.ClaimAsync(session, scoring, worker, count, now, until), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> AcknowledgeAsync(HealthEvent handled, string worker, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Check(handled, nameof(handled));
        KeyText.CheckWorker(worker, nameof(worker));
        return ChangeAsync(session => EventRows.AcknowledgeAsync(session, handled, worker, at), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> PostponeAsync(HealthEvent failed, string worker, DateTimeOffset? again, CancellationToken cancellationToken)
    {
        Check(failed, nameof(failed));
        KeyText.CheckWorker(worker, nameof(worker));
        return ChangeAsync(session => EventRows.PostponeAsync(session, failed, worker, again), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HealthEvent>> ReadEventsAsync(
        string scoring, IReadOnlyCollection<string> customerIds, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        Check(customerIds);
        return await LookAsync(session => EventRows.ReadAsync(session, scoring, customerIds, first, last), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TierMove>> ReadTierMovesAsync(string scoring, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        return await LookAsync(session => EventRows.ReadMovesAsync(session, scoring, asOf), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not 1 to 10,000.</exception>
    public async Task<IReadOnlyList<CustomerScore>> ReadScoresAsync(
        string scoring, DateTimeOffset asOf, string? after, int count, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        if (after is not null)
            KeyText.CheckCustomer(after, nameof(after));
        if (count is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A page has 1 to 10,000 scores.");
        return await LookAsync(session => CustomerRows.ReadScoresAsync(session, scoring, asOf, after, count), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PastScore>> ReadHistoryAsync(
        string scoring, string customerId, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        KeyText.CheckCustomer(customerId, nameof(customerId));
        return await LookAsync(session => CustomerRows.ReadHistoryAsync(session, scoring, customerId, first, last), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The filter asks for a tier and for customers without one, for more than 1,000 ids, or for a text that no row can have.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="CustomerFilter.Count"/> is not 1 to 500.</exception>
    public Task<CustomerPage> ReadCustomersAsync(string scoring, CustomerFilter filter, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        ArgumentNullException.ThrowIfNull(filter);
        filter.Check(nameof(filter));
        return LookAsync(session => CustomerRows.ReadPageAsync(session, scoring, filter), cancellationToken);
    }

    /// <inheritdoc/>
    public Task AddOverrideAsync(string scoring, StoredOverride added, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        ArgumentNullException.ThrowIfNull(added);
        KeyText.CheckGiven(added.Id, "id of the override", nameof(added));
        KeyText.CheckCustomer(added.CustomerId, nameof(added));
        ArgumentNullException.ThrowIfNull(added.Override, nameof(added));
        if (added.Override.Tier is { } tier)
            KeyText.Check(tier, "tier of the override", nameof(added));
        return ChangeAsync(session => OverrideRows.AddAsync(session, scoring, added), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> EndOverrideAsync(string scoring, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        KeyText.CheckGiven(id, "id of the override", nameof(id));
        return ChangeAsync(session => OverrideRows.EndAsync(session, scoring, id, at), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredOverride>> ReadOverridesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        Check(customerIds);
        return await LookAsync(session => OverrideRows.ReadAsync(session, scoring, customerIds), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task PurgeCustomerAsync(string customerId, CancellationToken cancellationToken)
    {
        KeyText.CheckCustomer(customerId, nameof(customerId));
        return ChangeAsync(session => CustomerRows.PurgeAsync(session, customerId), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The scores of each run go in a transaction of their own, the oldest first; runs, events and overrides after them.</remarks>
    public async Task TrimAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken)
    {
        KeyText.CheckScoring(scoring, nameof(scoring));
        foreach (DateTimeOffset asOf in await LookAsync(session => RunRows.InstantsAsync(session, scoring, before), cancellationToken)
            .ConfigureAwait(false))
        {
            await ChangeAsync(session => CustomerRows.TrimAsync(session, scoring, asOf), cancellationToken).ConfigureAwait(false);
        }
        await ChangeAsync(session => RunRows.TrimAsync(session, scoring, before), cancellationToken).ConfigureAwait(false);
    }

    private static void Check(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        KeyText.CheckScoring(run.Scoring, nameof(run));
    }

    private static void Check(RunPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        KeyText.CheckScoring(part.Scoring, nameof(part));
        if (part.Worker is not null)
            KeyText.CheckWorker(part.Worker, nameof(part));
    }

    private static void Check(IReadOnlyCollection<string> customerIds)
    {
        ArgumentNullException.ThrowIfNull(customerIds);
        foreach (string id in customerIds)
            KeyText.CheckCustomer(id, nameof(customerIds));
    }

    private static void Check(HealthEvent one, string parameter)
    {
        ArgumentNullException.ThrowIfNull(one, parameter);
        foreach (string name in one.HandledBy)
        {
            KeyText.CheckGiven(name, "name of the handler", parameter);
            if (name.Contains('\n', StringComparison.Ordinal))
                throw new ArgumentException($"The name of the handler '{name}' holds a line break; give one line.", parameter);
        }
        KeyText.CheckScoring(one.Scoring, parameter);
        KeyText.CheckCustomer(one.CustomerId, parameter);
    }

    private static void Check(TrackedCustomer customer, RunPart part, string parameter)
    {
        ArgumentNullException.ThrowIfNull(customer, parameter);
        KeyText.CheckCustomer(customer.CustomerId, parameter);
        if (customer.Tier is not null)
            KeyText.Check(customer.Tier, "tier", parameter);
        if (customer.Driver is not null)
            KeyText.Check(customer.Driver, "driver", parameter);
        if (customer.Score.Segment is not null)
            KeyText.Check(customer.Score.Segment, "segment", parameter);
        if (customer.Weight is { } weight && !double.IsFinite(weight))
            throw new ArgumentException($"The weight of the customer '{customer.CustomerId}' is no finite number.", parameter);
        foreach (HealthEvent one in customer.Events)
        {
            if (one.CustomerId != customer.CustomerId || one.Scoring != part.Scoring || one.AsOf != part.AsOf)
            {
                throw new ArgumentException(
                    $"An event of the customer '{customer.CustomerId}' is that of another customer, scoring or time than the part's.", parameter);
            }
            foreach (string? name in (string?[])[one.FromTier, one.ToTier, one.Metric, one.Action])
            {
                if (name is not null)
                    KeyText.Check(name, "name in an event", parameter);
            }
        }
    }

    private Task<T> ChangeAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        CallAsync(async connection =>
        {
            DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(new(connection, transaction, _database, cancellationToken)).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        }, work, cancellationToken);

    private Task<bool> ChangeAsync(Func<Session, Task> work, CancellationToken cancellationToken) => ChangeAsync(async session =>
    {
        await work(session).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    // A statement alone sees one state of the database; in SQLite a transaction would keep writers out.
    private Task<T> LookAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) => CallAsync(
        connection => work(new(connection, transaction: null, _database, cancellationToken)), work, cancellationToken);

    private async Task<T> CallAsync<T>(Func<DbConnection, Task<T>> alone, Func<Session, Task<T>> within, CancellationToken cancellationToken)
    {
        if (_dataSource is null)
            return await within(new(_connection!, _transaction, _database, cancellationToken)).ConfigureAwait(false);
        DbConnection connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await alone(connection).ConfigureAwait(false);
    }
}
