using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace HealthScoring.Hosting.Databases;

/// <summary>Brings the tables up to date: each script once, in order, by one process at a time.</summary>
internal static class Migration
{
    // The word "health" in ASCII: a number that no other use of such locks has by chance.
    private const string HoldPostgreSql = "SELECT pg_advisory_xact_lock(114784635483240)";

    private const string HoldSqlServer = """
        DECLARE @held int;
        EXEC @held = sp_getapplock @Resource = N'health_schema', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = -1;
        IF @held < 0 THROW 50000, N'The lock health_schema could not be had.', 1;
        """;

    // A lock of this kind is the server's, not the database's.
    private static readonly Spelling MySqlLock = new("CONCAT('health_schema_', MD5(DATABASE()))");

    public static async Task RunAsync(DbConnection connection, TrackingDatabase database, CancellationToken cancellationToken)
    {
        if (database == TrackingDatabase.MySql)
        {
            // There a change of a table ends the transaction, so a lock is held by the connection; scripts can be run again from any point.
            Session session = new(connection, transaction: null, database, cancellationToken);
            await HoldMySqlAsync(session).ConfigureAwait(false);
            try
            {
                await ApplyAsync(session).ConfigureAwait(false);
            }
            finally
            {
                await ReleaseMySqlAsync(connection).ConfigureAwait(false);
            }
            return;
        }
        DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            Session session = new(connection, transaction, database, cancellationToken);
            if (database != TrackingDatabase.Sqlite)
                await session.RunAsync(database == TrackingDatabase.PostgreSql ? HoldPostgreSql : HoldSqlServer).ConfigureAwait(false);
            await ApplyAsync(session).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The scripts for a database by version; version 0 makes the table of versions.</summary>
    internal static SortedDictionary<int, string> Scripts(TrackingDatabase database)
    {
        Assembly assembly = typeof(Migration).Assembly;
        string prefix = $"HealthScoring.Databases.Scripts.{database}.";
        SortedDictionary<int, string> scripts = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            scripts.Add(int.Parse(name.AsSpan(prefix.Length, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
        return scripts;
    }

    /// <summary>
    /// Whether the table of versions is known to be there: these two want the right to make tables even where there is none to make.
    /// </summary>
    private static async Task<bool> IsThereAsync(Session session) => session.Database switch
    {
        TrackingDatabase.PostgreSql =>
            // Where it would be made: another schema of the search path may hold another store's.
            (await session.ReadAsync($"SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'health_schema'",
                _ => true).ConfigureAwait(false)).Count > 0,
        TrackingDatabase.MySql => (await session.ReadAsync(
            $"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'health_schema'", _ => true)
            .ConfigureAwait(false)).Count > 0,
        _ => false,
    };

    private static async Task HoldMySqlAsync(Session session)
    {
        // Waits in short turns, so that no command's time runs out.
        while (!(await session.ReadAsync($"SELECT GET_LOCK({MySqlLock}, 5)", row => row.GetInt32(0) == 1).ConfigureAwait(false))[0])
        {
        }
    }

    private static async Task ReleaseMySqlAsync(DbConnection connection)
    {
        try
        {
            await new Session(connection, transaction: null, TrackingDatabase.MySql, CancellationToken.None)
                .ReadAsync($"SELECT RELEASE_LOCK({MySqlLock})", _ => true).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Where the connection is lost, the lock is, too; what broke the migration is what the caller has to hear.
        }
    }

    private static async Task ApplyAsync(Session session)
    {
        SortedDictionary<int, string> scripts = Scripts(session.Database);
        if (!await IsThereAsync(session).ConfigureAwait(false))
            await session.RunAsync(scripts[0]).ConfigureAwait(false);
        HashSet<int> applied = [0, .. await session.ReadAsync($"SELECT version FROM health_schema", row => row.GetInt32(0)).ConfigureAwait(false)];
        foreach ((int version, string script) in scripts.Where(script => !applied.Contains(script.Key)))
        {
            await session.RunAsync(script).ConfigureAwait(false);
            await session.RunAsync($"INSERT INTO health_schema (version) VALUES ({version})").ConfigureAwait(false);
        }
    }
}
