using System.Globalization;
using System.Text;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

/// <summary>A small book over some nights, in which tiers change, sources are lost and come back, actions fall due and overrides hold.</summary>
internal static class TrackedBook
{
    public const int Size = 40;

    public static DateTimeOffset[] Nights { get; } =
        [.. Enumerable.Range(0, 4).Select(day => new DateTimeOffset(2026, 11, 2 + day, 2, 0, 0, TimeSpan.Zero))];

    public static string[] Ids { get; } = [.. Enumerable.Range(0, Size).Select(Id)];

    public static ScoringProfile Profile { get; } = ScoringProfile.Create("adoption", p => p
        .Dimension("adoption", weight: 2, d => d.Metric("active-days", Curve.Linear(worst: 0, best: 20)))
        .Dimension("sentiment", weight: 1, d => d.Metric("nps", Curve.Linear(worst: -100, best: 100)))
        .Tier("critical", from: 0).Tier("steady", from: 40).Tier("thriving", from: 80)
        .Tracking(t => t.Margin(1).Dwell(Dwell.Scores(2)).Drop(15))
        .Action("rescue-call", a => a.InTier("critical").CoolDown(CoolDown.For(TimeSpan.FromDays(2)))));

    public static IMetric<Account>[] Metrics { get; } =
    [
        HealthMetric.From<Account>("active-days", (account, asOf) => account.On(asOf, 7) % 13 == 0 ? null : account.On(asOf, 3) % 25),
        HealthMetric.From<Account>("nps", (account, asOf) => account.On(asOf, 5) % 201 - 100),
    ];

    public static HealthScorer<Account> Scorer() => new(Profile, Metrics);

    public static TrackingRunOptions<Account> Options(string scoring, TimeProvider clock) => new()
    {
        IdBy = account => account.Id,
        Customers = (part, _) => Enumerable.Range(0, Size).Where(number => number % part.Count == part.Index)
            .Select(number => new Account(number, Id(number))).ToAsyncEnumerable(),
        WeightBy = account => account.Number % 5 == 0 ? null : account.Number * 100.25,
        Scoring = scoring,
        PartCount = 3,
        BlockSize = 5,
        MaxDegreeOfParallelism = 2,
        TimeProvider = clock,
    };

    /// <summary>Overrides that hold in some of the nights.</summary>
    public static async Task OverrideAsync(ITrackingStore store, string scoring)
    {
        foreach (int number in new[] { 3, 8, 21 })
        {
            ScoreOverride pinned = number == 8 ? ScoreOverride.OfScore(12.5, "the sponsor has left", "Ann", Nights[1], Nights[3])
                : ScoreOverride.OfTier("thriving", "signed for three years", "Bo", Nights[1], Nights[2]);
            await store.AddOverrideAsync(scoring, new StoredOverride($"{scoring}-{number}", Id(number), pinned), CancellationToken.None);
        }
    }

    /// <summary>All that a store knows of the book, as text; without the times of publishing.</summary>
    public static async Task<string> WriteAsync(ITrackingStore store, string scoring)
    {
        (DateTimeOffset first, DateTimeOffset last) = (Nights[0], Nights[^1]);
        var text = new StringBuilder();
        foreach (StoredRun run in await store.ReadRunsAsync(scoring, first, last, CancellationToken.None))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{run.AsOf:O} {run.PartCount} {run.Profile.Fingerprint} {run.PublishedAt is not null}");
            text.AppendLine(run.Summary?.ToJson());
            foreach (RunPart part in await store.ReadPartsAsync(run, CancellationToken.None))
                text.AppendLine(CultureInfo.InvariantCulture, $"{part.Index} {part.CustomerCount} {part.IsDone} {part.TallyJson}");
        }
        IReadOnlyDictionary<string, CustomerState> states = await store.ReadStatesAsync(scoring, Ids, CancellationToken.None);
        foreach (string id in Ids)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{id} {states[id].AsOf:O} {states[id].StateJson}");
            foreach (PastScore past in await store.ReadHistoryAsync(scoring, id, first, last, CancellationToken.None))
                text.AppendLine(CultureInfo.InvariantCulture, $"{past.Tier} {past.Weight:R} {past.Score.ToJson()}");
            foreach (HealthEvent happened in await store.ReadEventsAsync(scoring, [id], first, last, CancellationToken.None))
                text.AppendLine(Line(happened));
        }
        return text.ToString();
    }

    /// <summary>An event as text, whatever its scoring and its delivery.</summary>
    public static string Line(HealthEvent happened) => string.Create(CultureInfo.InvariantCulture,
        $"{happened.CustomerId} {happened.AsOf:O} {happened.Ordinal} {happened.Kind} {happened.Text} {happened.FromTier}>{happened.ToTier} "
        + $"{happened.FromScore:R}>{happened.ToScore:R} {happened.Metric} {happened.Action}");

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{(number % 2 == 0 ? "acme" : "Acme")}-{number / 2}");

    internal sealed record Account(int Number, string Id)
    {
        /// <summary>A number that changes from night to night, and that nobody would guess.</summary>
        public int On(DateTimeOffset asOf, int salt) => (int)((uint)(Number * 2654435761L + asOf.Day * 40503L * salt) >> 4 & 0xFFFF);
    }
}
