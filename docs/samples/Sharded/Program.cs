using System.Diagnostics;
using System.Globalization;
using HealthScoring;
using HealthScoring.Samples.Sharded;
using Npgsql;

// Scores a few million accounts where they are: on three database shards, asked through a coordinator. Then counts them with the library.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int accounts = 3_000_000;
if (args.Length > 0 && (!int.TryParse(args[0], out accounts) || accounts is < 100 or > 100_000_000))
{
    Console.Error.WriteLine("Give the number of accounts, from 100 to 100000000, or nothing for 3000000.");
    return 2;
}
if (PostgresServer.FindPrograms() is null)
{
    Console.Error.WriteLine("PostgreSQL is not installed here; this sample needs its server (Debian's package postgresql).");
    return 2;
}
try
{
    using Cluster cluster = Cluster.Start(shards: 3);
    return await ShowAsync(cluster, accounts) ? 0 : 1;
}
// Whatever it is: left to the runtime, it would end the program without the disposal above.
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}

static async Task<bool> ShowAsync(Cluster cluster, int accounts)
{
    ScoringProfile profile = ScoringProfile.LoadFile(Path.Combine(AppContext.BaseDirectory, "profile.json"));
    var library = new LibraryScoring(profile);
    var sharded = new ShardedScoring(cluster, profile);

    var clock = Stopwatch.StartNew();
    await sharded.LoadAsync(accounts);
    await sharded.ConnectShardsAsync();
    await using NpgsqlConnection coordinator = await Cluster.ConnectAsync(cluster.Coordinator);
    Console.WriteLine($"PostgreSQL {coordinator.PostgreSqlVersion}, a coordinator and {cluster.Shards.Count} shards");
    Console.WriteLine($"{accounts:N0} accounts on the shards, loaded in {Lap(clock)}");

    Console.WriteLine();
    Console.WriteLine("The query");
    Console.WriteLine(sharded.Totals);

    Console.WriteLine();
    Console.WriteLine("Its plan: each shard groups all of its own, and all are asked at once");
    IReadOnlyList<string> plan = await ShardedScoring.PlanAsync(coordinator, sharded.Totals);
    Print(plan);
    bool isPushedDown = plan.Count(line => line.Contains("Async Foreign Scan", StringComparison.Ordinal)) == cluster.Shards.Count
        && plan.Count(line => line.Contains("Remote SQL", StringComparison.Ordinal) && line.Contains("GROUP BY", StringComparison.Ordinal))
            == cluster.Shards.Count;

    clock.Restart();
    IReadOnlyList<TierCount> counts = await ShardedScoring.CountAsync(coordinator, sharded.Totals);
    string shardsTook = Lap(clock);
    IReadOnlyList<TierCount> expected = library.Count(accounts);
    string libraryTook = Lap(clock);
    bool areEqual = counts.Count == expected.Count && counts.ToHashSet().SetEquals(expected);
    Console.WriteLine();
    Console.WriteLine($"The answer: scored and counted by the shards in {shardsTook}, made and scored by the library in {libraryTook}");
    foreach (string? segment in profile.Segments.Select(segment => segment.Name).Prepend(null))
    {
        Console.WriteLine(segment is null ? "accounts in no segment" : $"accounts in the segment {segment}");
        Console.WriteLine($"  {"tier",-10} {"the shards",12} {"the library",12} {"revenue",18}");
        foreach (string? tier in profile.Tiers.Select(tier => tier.Name).Append(null))
        {
            (TierCount count, TierCount own) = (Of(counts, segment, tier), Of(expected, segment, tier));
            Console.WriteLine($"  {tier ?? "unscored",-10} {count.Customers,12:N0} {own.Customers,12:N0} {count.RevenueCents / 100m,18:N2}");
        }
    }

    Console.WriteLine();
    Console.WriteLine("Single accounts, by their number");
    bool areSameBits = true;
    foreach (int id in (int[])[1, 2, 3, accounts / 2, accounts])
    {
        (double? score, double? own) = (await ShardedScoring.ScoreAsync(coordinator, id), library.Score(Account.Of(id)));
        bool isSame = score.HasValue == own.HasValue && BitConverter.DoubleToInt64Bits(score ?? 0) == BitConverter.DoubleToInt64Bits(own ?? 0);
        areSameBits &= isSame;
        string judgement = isSame ? "the library's to the last bit" : $"but the library says {own:R}";
        Console.WriteLine($"  account {id}: {score?.ToString("R") ?? "unscored"}, {judgement}");
    }
    Console.WriteLine("The condition goes to the shards");
    Print(await ShardedScoring.PlanAsync(coordinator, "SELECT score FROM scored_accounts WHERE account_id = 2"));
    Console.WriteLine("and there through the view to the table's index");
    IReadOnlyList<string> lookup;
    await using (NpgsqlConnection shard = await Cluster.ConnectAsync(cluster.Shards[2]))
        lookup = await ShardedScoring.PlanAsync(shard, "SELECT score FROM scored_accounts WHERE account_id = 2");
    Print(lookup.Where(line => line.Contains("Index", StringComparison.Ordinal)).Select(line => line.TrimStart()));
    bool isIndexed = lookup.Any(line => line.Contains("Index Cond", StringComparison.Ordinal));

    Console.WriteLine();
    Console.WriteLine("Shard 2 is stopped");
    cluster.Shards[2].Stop();
    bool isRefused = false;
    try
    {
        Console.WriteLine($"  the query: {(await ShardedScoring.CountAsync(coordinator, sharded.Totals)).Count} rows");
    }
    catch (PostgresException exception)
    {
        isRefused = true;
        Console.WriteLine($"  the query: no rows, but error {exception.SqlState}, {exception.MessageText}");
    }
    await using (var other = new NpgsqlCommand("SELECT count(score) FROM scored_accounts WHERE shard = 1", coordinator))
        Console.WriteLine($"  what asks shard 1 alone: {await other.ExecuteScalarAsync():N0} scores");

    Console.WriteLine();
    Console.WriteLine($"grouped on the shards, all at once: {YesOrNo(isPushedDown)}");
    Console.WriteLine($"single scores equal to the last bit, and by an index: {YesOrNo(areSameBits && isIndexed)}");
    Console.WriteLine($"an error without one of the shards: {YesOrNo(isRefused)}");
    Console.WriteLine($"counts equal the library's: {YesOrNo(areEqual)}");
    return isPushedDown && areSameBits && isIndexed && isRefused && areEqual;
}

static TierCount Of(IEnumerable<TierCount> counts, string? segment, string? tier) =>
    counts.SingleOrDefault(count => count.Segment == segment && count.Tier == tier) ?? new(segment, tier, 0, 0);

static void Print(IEnumerable<string> lines)
{
    foreach (string line in lines)
        Console.WriteLine($"  {line}");
}

static string YesOrNo(bool holds) => holds ? "yes" : "no";

static string Lap(Stopwatch clock)
{
    string seconds = $"{clock.Elapsed.TotalSeconds:0.0} s";
    clock.Restart();
    return seconds;
}
