using System.Diagnostics;
using System.Globalization;
using HealthScoring.Hosting;
using HealthScoring.Samples.Sharded;
using HealthScoring.Samples.Workers;
using Npgsql;

// Two nights of a book: by three worker processes of which one is killed, and by this process alone. Both must come to the same, bit for bit.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["worker", var connection, var scoring, var day, var count])
{
    await Night.RunAsync(connection, scoring, int.Parse(day), int.Parse(count), new Progress());
    return 0;
}
int accounts = 30_000;
if (args.Length > 0 && (!int.TryParse(args[0], out accounts) || accounts is < 3_000 or > 10_000_000))
{
    Console.Error.WriteLine("Give the number of accounts, from 3000 to 10000000, or nothing for 30000.");
    return 2;
}
if (PostgresServer.FindPrograms() is null)
{
    Console.Error.WriteLine("PostgreSQL is not installed here; this sample needs its server (Debian's package postgresql).");
    return 2;
}
using PostgresServer server = PostgresServer.Start();
await using NpgsqlDataSource database = NpgsqlDataSource.Create(server.ConnectionString);
await new SqlTrackingStore(database, TrackingDatabase.PostgreSql).MigrateAsync();

Console.WriteLine($"{accounts:N0} accounts, {Night.PartCount} parts, two nights");
var clock = Stopwatch.StartNew();
for (int night = 0; night < 2; night++)
{
    using var doomed = Worker.Start(server.ConnectionString, "shared", night, accounts);
    await doomed.HasStoredAsync(blocks: 1);
    using Worker second = Worker.Start(server.ConnectionString, "shared", night, accounts),
        third = Worker.Start(server.ConnectionString, "shared", night, accounts);
    await doomed.HasStoredAsync(blocks: 2);
    doomed.Kill();
    Console.WriteLine($"night {night + 1}: worker 1 is killed after {doomed.Stored:N0} accounts");
    await second.EndAsync();
    await third.EndAsync();
    Console.WriteLine($"night {night + 1}: the others have stored the rest, {second.Stored + third.Stored:N0}");
}
Console.WriteLine($"three workers: {clock.Elapsed.TotalSeconds:0.0} s, with the wait for the dead one's parts");
clock.Restart();
for (int night = 0; night < 2; night++)
    await Night.RunAsync(server.ConnectionString, "alone", night, accounts);
Console.WriteLine($"one process: {clock.Elapsed.TotalSeconds:0.0} s");

bool areEqual = true;
foreach ((string what, string table, string columns) in (IEnumerable<(string, string, string)>)
[
    ("runs, with profile and summary", "health_run", "as_of, part_count, profile, summary"),
    ("states", "health_state", "customer_id, as_of, state"),
    ("scores, with their measurements", "health_score", "customer_id, as_of, score, tier, weight, stored"),
    ("events", "health_event",
        "customer_id, as_of, ordinal, kind, description, from_tier, to_tier, from_score, to_score, metric, action_name, status"),
])
{
    (long shared, long different) = await CompareAsync(database, table, columns);
    Console.WriteLine($"{what}: {shared:N0}, different: {different:N0}");
    areEqual &= shared > 0 && different == 0;
}
Console.WriteLine($"three workers, one of them killed, and one process come to the same: {(areEqual ? "yes" : "no")}");
return areEqual ? 0 : 1;

// By the database, without the library: rows that one has and the other has not.
static async Task<(long Shared, long Different)> CompareAsync(NpgsqlDataSource database, string table, string columns)
{
    string Rows(string scoring) => $"SELECT {columns} FROM {table} WHERE scoring = '{scoring}'";
    await using NpgsqlCommand command = database.CreateCommand($"""
        SELECT (SELECT count(*) FROM {table} WHERE scoring = 'shared'),
        (SELECT count(*) FROM ({Rows("shared")} EXCEPT ALL {Rows("alone")}) AS a)
        + (SELECT count(*) FROM ({Rows("alone")} EXCEPT ALL {Rows("shared")}) AS b)
        """);
    await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
    await reader.ReadAsync();
    return (reader.GetInt64(0), reader.GetInt64(1));
}

/// <summary>Tells the process that started this one how far it is.</summary>
file sealed class Progress : IProgress<long>
{
    public void Report(long value) => Console.WriteLine(value);
}
