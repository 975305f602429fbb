using HealthScoring.Hosting;

namespace HealthScoring.Samples.Dashboard;

/// <summary>The time before the first start: a run for each week, by the profile of that week, and what colleagues decided against it.</summary>
internal static class History
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>When the book begins: at its first run, or as many weeks ago as it shall have history.</summary>
    public static async Task<DateTimeOffset> BeginsAsync(ITrackingStore store, DateTimeOffset lastNight, int weeks)
    {
        // Not the last 52 runs from now on: a start that was killed, or a start next month, must find the same accounts again.
        IReadOnlyList<StoredRun> runs = await store.ReadRunsAsync("", DateTimeOffset.UnixEpoch, lastNight, default);
        return runs.Count > 0 ? runs[0].AsOf : lastNight - (Week * (weeks - 1));
    }

    /// <summary>Runs the weeks that are not stored yet, up to the last night. By the middle of the history the profile changes.</summary>
    public static async Task StoreAsync(
        HealthScorer<Account> scorer, ITrackingStore store, Book book, DateTimeOffset begins, Settings settings,
        Action<TrackingRunOptions<Account>> configure)
    {
        foreach (StoredOverride decision in Decisions(begins, settings.Weeks))
            await store.AddOverrideAsync("", decision, default);
        HealthScorer<Account> before = scorer.WithProfile(ScoringProfile.LoadFile(Path.Combine(AppContext.BaseDirectory, "profile.before.json")));
        DateTimeOffset changed = begins + (Week * (settings.Weeks / 2)), end = settings.LastNight;
        StoredRun? last = await store.ReadLastRunAsync("", end.AddTicks(1), default);
        if (last is null)
            Console.WriteLine($"The first start makes {settings.Weeks} weeks of history; a later one finds them.");
        for (DateTimeOffset week = last is null ? begins : last.AsOf + Week; week <= end; week += Week)
        {
            DateTimeOffset asOf = week;
            var options = new TrackingRunOptions<Account>
            {
                IdBy = account => account.Id,
                Customers = (_, _) => book.At(asOf).ToAsyncEnumerable(),
                TimeProvider = settings.Clock,
            };
            configure(options);
            // Such a week is in this history as it was: no value of the support system, for anybody. A night would not be published.
            options.MaxLostShare = null;
            await new TrackingRun<Account>(week < changed ? before : scorer, store, options).RunAsync(week);
        }
    }

    // Their ids are fixed, so that none is added twice.
    private static StoredOverride[] Decisions(DateTimeOffset begins, int weeks)
    {
        DateTimeOffset end = begins + (Week * (weeks - 1));
        return
        [
            new("demo-1", Book.IdOf(1), ScoreOverride.OfTier("at-risk", "The sponsor has left.", "Ann", end - (Week * 2), end + (Week * 6))),
            new("demo-2", Book.IdOf(2), ScoreOverride.OfScore(70, "They move their data; usage comes back.", "Ben", end - Week, end + (Week * 4))),
            new("demo-3", Book.IdOf(4), ScoreOverride.OfTier("critical", "Announced that they leave, and stayed.", "Ann",
                begins + (Week * (weeks / 2)), begins + (Week * (weeks / 2)) + (Week * 3))),
        ];
    }
}
