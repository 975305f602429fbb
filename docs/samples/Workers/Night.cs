using HealthScoring.Hosting;
using HealthScoring.Samples.Sharded;
using Npgsql;

namespace HealthScoring.Samples.Workers;

/// <summary>One night's run over the accounts, which any number of processes may share.</summary>
public static class Night
{
    /// <summary>In how many parts the accounts are divided.</summary>
    public const int PartCount = 8;

    /// <summary>Runs a night to its end, together with whoever else does.</summary>
    public static async Task RunAsync(string connection, string scoring, int night, int accounts, IProgress<long>? progress = null)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        ScoringProfile profile = ScoringProfile.LoadFile(Path.Combine(AppContext.BaseDirectory, "profile.json"));
        var scorer = new HealthScorer<Account>(profile, Account.Metrics.Select(metric => HealthMetric.From<Account>(
            metric.Key, (account, _) => metric.Key == "nps" ? new Measurement(account.Nps, account.NpsAt) : metric.Value(account))));
        var run = new TrackingRun<Account>(scorer, new SqlTrackingStore(database, TrackingDatabase.PostgreSql), new()
        {
            IdBy = account => $"{account.Id}",
            // An account's own database would be asked for its share, as in WHERE account_id % 8 = 3.
            Customers = (part, _) => Enumerable.Range(1, accounts).Where(id => id % part.Count == part.Index)
                .Select(id => Account.Of(id + (night * accounts)) with { Id = id }).ToAsyncEnumerable(),
            WeightBy = account => account.RevenueCents / 100.0,
            Scoring = scoring,
            PartCount = PartCount,
            BlockSize = 250,
            Lease = TimeSpan.FromSeconds(5),
            Progress = progress,
        });
        await run.RunAsync(Account.AsOf.AddDays(night));
    }
}
