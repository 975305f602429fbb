namespace HealthScoring.Tests.Metrics;

/// <summary>A random log and how it is read; and what the documentation of the starters says of it, counted the slow way.</summary>
public sealed record UsageTrial(
    int Seed,
    TimeZoneInfo Zone,
    bool CompleteDays,
    bool CountRepeats,
    int Days,
    int Top,
    DateTimeOffset AsOf,
    DateTimeOffset? FirstDay,
    UsageEvent[] Events)
{
    public static readonly string[] Features = ["reports", "alerts", "export"];

    public ActivityLog<UsageTrial> Log => new(
        trial => trial.Events,
        trial => trial.FirstDay,
        new() { TimeZone = trial => trial.Zone, CompleteDays = CompleteDays, CountRepeats = CountRepeats });

    private bool IsCustomer => FirstDay <= AsOf;

    private DateTime LastDay => CompleteDays ? LocalDate(AsOf).AddDays(-1) : LocalDate(AsOf);

    public double? Frequency() => IsCustomer ? CalendarDates().Count(day => Happened().Any(use => LocalDate(use.At) == day)) : null;

    public double? Breadth() => IsCustomer
        ? (double)Features.Count(feature => Window(0).Any(use => use.Feature == feature)) / Features.Length
        : null;

    public double? Depth() => !IsCustomer ? null : Window(0).Length == 0 ? 0 : (double)Count(Window(0)) / UsersOf(Window(0)).Count;

    public double? ActiveUsers() => IsCustomer ? UsersOf(Window(0)).Count : null;

    public double? Stickiness()
    {
        if (!IsCustomer)
            return null;
        int pairs = 0;
        var everybody = new List<string>();
        foreach (DateTime day in CalendarDates())
        {
            List<string> users = UsersOf(Happened().Where(use => LocalDate(use.At) == day));
            pairs += users.Count;
            everybody.AddRange(users.Where(user => !everybody.Contains(user)));
        }
        return everybody.Count == 0 ? 0 : (double)pairs / (Days * everybody.Count);
    }

    public double? Recency()
    {
        if (!IsCustomer)
            return null;
        long[] times = [.. Happened().Select(use => use.At.UtcTicks).Order()];
        return (AsOf.UtcTicks - (times.Length > 0 ? times[^1] : FirstDay!.Value.UtcTicks)) / 864_000_000_000.0;
    }

    public double? Trend()
    {
        bool hasBaseline = CompleteDays
            ? IsCustomer && LocalDate(FirstDay!.Value) <= LocalDate(AsOf).AddDays(-2 * Days)
            : FirstDay <= AsOf - TimeSpan.FromDays(2 * Days);
        if (!hasBaseline)
            return null;
        int now = Count(Window(0));
        int before = Count(Window(1));
        if (before == 0)
            return now == 0 ? 0 : null;
        return (double)(100 * (now - before)) / before;
    }

    public string[]? LostUsers()
    {
        List<string> users = UsersOf(Window(1));
        if (!IsCustomer || users.Count == 0)
            return null;
        var lost = new List<string>();
        for (int rank = 0; rank < Top && users.Count > 0; rank++)
        {
            string heaviest = users.Aggregate((best, user) => IsHeavier(user, best) ? user : best);
            users.Remove(heaviest);
            if (!UsersOf(Window(0)).Contains(heaviest))
                lost.Add(heaviest);
        }
        return [.. lost];

        bool IsHeavier(string user, string other)
        {
            int count = Count(Window(1).Where(use => use.User == user));
            int others = Count(Window(1).Where(use => use.User == other));
            return count > others || (count == others && IsBefore(user, other));
        }
    }

    // UTF-8 sorts as code points do.
    private static bool IsBefore(string user, string other)
    {
        int[] left = [.. user.EnumerateRunes().Select(rune => rune.Value)];
        int[] right = [.. other.EnumerateRunes().Select(rune => rune.Value)];
        return left.AsSpan().SequenceCompareTo(right) < 0;
    }

    private static List<string> UsersOf(IEnumerable<UsageEvent> events)
    {
        var users = new List<string>();
        foreach (UsageEvent use in events)
        {
            if (!users.Contains(use.User))
                users.Add(use.User);
        }
        return users;
    }

    private static bool IsSame(UsageEvent one, UsageEvent other)
    {
        bool hasId = !string.IsNullOrEmpty(one.Id) || !string.IsNullOrEmpty(other.Id);
        return hasId ? one.Id == other.Id : (one.At.UtcTicks, one.User, one.Feature) == (other.At.UtcTicks, other.User, other.Feature);
    }

    private int Count(IEnumerable<UsageEvent> events)
    {
        UsageEvent[] all = [.. events];
        return CountRepeats ? all.Length : all.Where((use, i) => !all[..i].Any(earlier => IsSame(earlier, use))).Count();
    }

    private DateTime LocalDate(DateTimeOffset at) => (at.UtcDateTime + Zone.GetUtcOffset(at.UtcDateTime)).Date;

    private IEnumerable<UsageEvent> Happened() => Events.Where(use => use.At <= AsOf);

    private DateTime[] CalendarDates(int windowsBefore = 0) =>
        [.. Enumerable.Range(windowsBefore * Days, Days).Select(day => LastDay.AddDays(-day))];

    private UsageEvent[] Window(int windowsBefore)
    {
        if (CompleteDays)
            return [.. Happened().Where(use => CalendarDates(windowsBefore).Contains(LocalDate(use.At)))];
        DateTimeOffset end = AsOf - TimeSpan.FromDays(windowsBefore * Days);
        return [.. Events.Where(use => use.At > end - TimeSpan.FromDays(Days) && use.At <= end)];
    }
}
