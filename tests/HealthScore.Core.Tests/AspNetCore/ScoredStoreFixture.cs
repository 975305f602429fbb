using System.Data.Common;
using HealthScoring.Hosting;
using HealthScoring.Tests.Runs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

/// <summary>A store in SQLite after some nights of the small book, and after one of customers whose ids are meant to break something.</summary>
public sealed class ScoredStoreFixture : IAsyncLifetime
{
    public const string Hostile = "hostile";

    public const string Secret = "Password=hunter2";

    private readonly SqliteTrackingFixture _database = new();
    private DbDataSource? _source;

    public static string[] HostileIds { get; } =
    [
        "<script>alert(1)</script>", "../..", "..\\..", "a%2Fb", "a/b", "a%252Fb", "/", "%", "%00", "😀", "\u202Egnp.exe", "a?b#c", "a+b c", "a|b",
        "'; DROP TABLE health_state; --", "{id}", "~", "history", "é", "\"", "a//b", "a;b=c", ".a", "%2e%2e",
    ];

    internal SqlTrackingStore Store { get; private set; } = null!;

    internal static DateTimeOffset LastNight => TrackedBook.Nights[2];

    public async ValueTask InitializeAsync()
    {
        ITrackingDatabaseFixture database = _database;
        (Store, _source) = await database.NewStoreAsync();
        FakeTimeProvider clock = new(LastNight);
        await TrackedBook.OverrideAsync(Store, "");
        TrackingRun<TrackedBook.Account> book = new(TrackedBook.Scorer(), Store, TrackedBook.Options("", clock));
        foreach (DateTimeOffset night in TrackedBook.Nights[..3])
            await book.RunAsync(night);

        TrackingRunOptions<TrackedBook.Account> options = TrackedBook.Options(Hostile, clock);
        options.PartCount = 1;
        options.Customers = (_, _) => HostileIds.Select((id, i) => new TrackedBook.Account(i, id)).ToAsyncEnumerable();
        // Each second night a metric throws.
        HealthScorer<TrackedBook.Account> scorer = new(TrackedBook.Profile,
        [
            TrackedBook.Metrics[0],
            HealthMetric.From<TrackedBook.Account>("nps", (account, asOf) => asOf == TrackedBook.Nights[1]
                ? throw new InvalidOperationException($"{account.Id} {Secret}") : 50),
        ], new() { SegmentBy = account => throw new InvalidOperationException($"{account.Id} {Secret}") });
        TrackingRun<TrackedBook.Account> hostile = new(scorer, Store, options);
        foreach (DateTimeOffset night in TrackedBook.Nights[..2])
            await hostile.RunAsync(night);
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        _database.Dispose();
    }
}
