using System.Data.Common;
using System.Globalization;

namespace HealthScoring.Hosting.Databases;

/// <summary>A call's way to the database: in one transaction, in the words that the database knows.</summary>
internal sealed class Session(
    DbConnection connection, DbTransaction? transaction, TrackingDatabase database, CancellationToken cancellationToken)
{
    // SQL Server takes 2,100, the fewest of all. SQLite finds each by its name among all: few at a time are faster there.
    private int MostParameters => database == TrackingDatabase.Sqlite ? 200 : 1000;

    public TrackingDatabase Database => database;

    /// <summary>After a table's name: what is read is to be changed, so nobody else may read it so.</summary>
    public Spelling ToChange => new(database == TrackingDatabase.SqlServer ? " WITH (UPDLOCK, ROWLOCK)" : "");

    /// <summary>At the end of the same statement.</summary>
    public Spelling ForUpdate => new(database is TrackingDatabase.PostgreSql or TrackingDatabase.MySql ? " FOR UPDATE" : "");

    /// <summary>After an order: only the first rows.</summary>
    public Spelling First(int count) => new(database == TrackingDatabase.SqlServer
        ? string.Create(CultureInfo.InvariantCulture, $" OFFSET 0 ROWS FETCH NEXT {count} ROWS ONLY")
        : string.Create(CultureInfo.InvariantCulture, $" LIMIT {count}"));

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> RunAsync(Statement statement) => ExecuteAsync(Command(statement));

    /// <summary>Runs a statement that may change a million rows: for as long as it takes, unless the caller's token ends it.</summary>
    public Task<int> RunLongAsync(Statement statement)
    {
        DbCommand command = Command(statement);
        command.CommandTimeout = 0;
        return ExecuteAsync(command);
    }

    /// <summary>Runs SQL as it is.</summary>
    public Task<int> RunAsync(string sql) => RunAsync($"{new Spelling(sql)}");

    /// <summary>Reads all rows.</summary>
    public async Task<List<T>> ReadAsync<T>(Statement statement, Func<DbDataReader, T> read)
    {
        List<T> rows = [];
        DbCommand command = Command(statement);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    rows.Add(read(reader));
            }
        }
        return rows;
    }

    /// <summary>Reads the rows of many things, some at a time.</summary>
    public async Task<List<T>> ReadAsync<T, TOf>(
        IEnumerable<TOf> things, int parametersOfOne, Func<TOf[], Statement> statement, Func<DbDataReader, T> read)
    {
        List<T> rows = [];
        foreach (TOf[] some in things.Chunk(MostParameters / parametersOfOne))
            rows.AddRange(await ReadAsync(statement(some), read).ConfigureAwait(false));
        return rows;
    }

    /// <summary>Runs a statement for many things, some at a time.</summary>
    public async Task RunAsync<TOf>(IEnumerable<TOf> things, int parametersOfOne, Func<TOf[], Statement> statement)
    {
        foreach (TOf[] some in things.Chunk(MostParameters / parametersOfOne))
            await RunAsync(statement(some)).ConfigureAwait(false);
    }

    /// <summary>Inserts rows, many in a statement.</summary>
    /// <param name="rows">Things to make rows of.</param>
    /// <param name="into">The table with its columns in parentheses.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="row">The values of one row.</param>
    public Task InsertAsync<TOf>(IEnumerable<TOf> rows, string into, int columns, Func<TOf, Statement> row) => RunAsync(rows, columns,
        some => $"INSERT INTO {new Spelling(into)} VALUES {Statement.Join(", ", some.Select(one => (Statement)$"({row(one)})"))}");

    /// <summary>Inserts a row unless one with its key is there.</summary>
    public Task<int> InsertOnceAsync(string table, string key, string columns, Statement values, Statement sameKey)
    {
        Spelling into = new($"INSERT INTO {table} ({columns})"), from = new(table), itself = new($"{key} = {table}.{key}");
        return RunAsync(database switch
        {
            TrackingDatabase.SqlServer =>
                $"{into} SELECT {values} WHERE NOT EXISTS (SELECT 1 FROM {from} WITH (UPDLOCK, HOLDLOCK) WHERE {sameKey})",
            TrackingDatabase.MySql => $"{into} VALUES ({values}) ON DUPLICATE KEY UPDATE {itself}",
            _ => (Statement)$"{into} VALUES ({values}) ON CONFLICT DO NOTHING",
        });
    }

    /// <summary>Waits until no other call holds the scoring, and holds it until the transaction ends.</summary>
    /// <param name="scoring">The scoring.</param>
    /// <returns>Whether the scoring is known, and so held. SQLite lets nobody else write anyway.</returns>
    public async Task<bool> HoldAsync(string scoring)
    {
        Statement hold = $"SELECT scoring FROM health_scoring{ToChange} WHERE scoring = {scoring}{ForUpdate}";
        return (await ReadAsync(hold, row => row.GetString(0)).ConfigureAwait(false)).Count > 0;
    }

    private async Task<int> ExecuteAsync(DbCommand command)
    {
        await using (command.ConfigureAwait(false))
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private DbCommand Command(Statement statement)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        statement.Fill(command, database);
        return command;
    }
}
