using System.Text;

namespace HealthScoring;

/// <summary>Makes the usual usage metrics from one log of what a customer's users did.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// <para>Before the customer's first day, and where there is none, every metric is missing and the events are not asked for. From the
/// first day on (inclusive) a customer without events counts as 0, except where <see cref="Recency"/>, <see cref="Trend"/> and
/// <see cref="TopUsersLost"/> say otherwise. Events before the first day count like any other.</para>
/// <para>Events later than <c>asOf</c> never count, so that a score can be replayed. A clock window is <c>days</c> times 24 hours, from
/// <c>asOf - days</c> (exclusive) to <c>asOf</c> (inclusive). A calendar window is the calendar day of <c>asOf</c>, as far as it has passed,
/// and the <c>days - 1</c> days before it. With <see cref="ActivityLogOptions{TCustomer}.CompleteDays"/> both are the <c>days</c> calendar
/// days before the day of <c>asOf</c>. The options also give each customer's time zone; by default a calendar day is one of UTC.</para>
/// <para>Events may come in any order and may reach further back than a window; each measurement reads them once. An event that is delivered
/// several times counts once: events with one <see cref="UsageEvent.Id"/> are the same, and without ids those with one instant, user and
/// feature, unless <see cref="ActivityLogOptions{TCustomer}.CountRepeats"/> is set. Where a function of the host returns
/// <see langword="null"/> instead of a sequence or a time zone, measuring throws an <see cref="InvalidOperationException"/>. The measurements
/// carry no observation time: a log that has gone quiet is news, not an old reading.</para>
/// <para>The log and its metrics are as thread-safe as the host's functions.</para>
/// </remarks>
public sealed class ActivityLog<TCustomer>
{
    // The order of a database's binary collation; ordinal order differs from it beyond U+FFFF.
    private static readonly Comparer<string> Utf8Order =
        Comparer<string>.Create((x, y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)));

    private readonly Func<TCustomer, IEnumerable<UsageEvent>> _events;
    private readonly Func<TCustomer, DateTimeOffset?> _firstDay;
    private readonly Func<TCustomer, TimeZoneInfo> _timeZone;
    private readonly bool _completeDays;
    private readonly bool _countRepeats;

    /// <summary>Creates a log.</summary>
    /// <param name="events">
    /// Reads a customer's events; empty where there are none, never <see langword="null"/>. <see cref="Recency"/> needs the last event
    /// however old it is, <see cref="Trend"/> and <see cref="TopUsersLost"/> those of two windows, the others those of one. Must be
    /// thread-safe.
    /// </param>
    /// <param name="firstDay">
    /// Reads since when the customer exists, inclusive; <see langword="null"/> when it is not a customer yet. Must be thread-safe.
    /// </param>
    /// <param name="options">How the events are read; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException">A function is <see langword="null"/>.</exception>
    public ActivityLog(
        Func<TCustomer, IEnumerable<UsageEvent>> events,
        Func<TCustomer, DateTimeOffset?> firstDay,
        ActivityLogOptions<TCustomer>? options = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(firstDay);
        _events = events;
        _firstDay = firstDay;
        _timeZone = options?.TimeZone ?? (static _ => TimeZoneInfo.Utc);
        _completeDays = options?.CompleteDays ?? false;
        _countRepeats = options?.CountRepeats ?? false;
    }

    /// <summary>Active days: calendar days with at least one event.</summary>
    /// <param name="days">The length of the calendar window in days, at least 1.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in days, 0 to <paramref name="days"/>, both inclusive; missing before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Frequency(int days = 28, string name = "usage-frequency")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, _) =>
            events.Where(use => clock.InCalendar(use.At, days)).Select(use => clock.DayOf(use.At)).Distinct().Count());
    }

    /// <summary>How much of the product is used: the share of the available features with at least one event.</summary>
    /// <param name="features">
    /// The features available to customers, compared ordinally; read once, now. Events of other features do not count.
    /// </param>
    /// <param name="days">The length of the clock window in days, at least 1.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>A thread-safe metric: a share, 0 to 1, both inclusive; missing before the customer's first day.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="features"/> is empty or holds <see langword="null"/> or a duplicate, or <paramref name="name"/> is empty or white
    /// space.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="features"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> Breadth(IReadOnlyCollection<string> features, int days = 28, string name = "usage-breadth")
    {
        var available = new NamedSet(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, _) =>
            available.ShareIn(events.Where(use => clock.InWindow(use.At, days)).Select(use => use.Feature)));
    }

    /// <summary>How intensely those who use the product use it: events per active user.</summary>
    /// <param name="days">The length of the clock window in days, at least 1.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in events per user with at least one event: 0 without any event, otherwise 1 or more; missing before the
    /// customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Depth(int days = 28, string name = "usage-depth")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, _) =>
        {
            UsageEvent[] uses = [.. events.Where(use => clock.InWindow(use.At, days))];
            return uses.Length == 0 ? 0 : (double)CountOf(uses) / UsersOf(uses);
        });
    }

    /// <summary>How many people use the product: users with at least one event.</summary>
    /// <param name="days">The length of the clock window in days, at least 1.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>A thread-safe metric in users, 0 or more; missing before the customer's first day.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> ActiveUsers(int days = 28, string name = "active-users")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, _) => UsersOf(events.Where(use => clock.InWindow(use.At, days))));
    }

    /// <summary>How much of a habit the product is: the average number of users a day as a share of the users of all the days.</summary>
    /// <param name="days">The length of the calendar window in days, at least 1; 28 gives daily over monthly active users.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric: the pairs of a user and a calendar day with an event, divided by <c>days * users</c>, a whole number, in one
    /// division. 1 when every active user comes every day, 0 without any event; missing before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Stickiness(int days = 28, string name = "stickiness")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, _) =>
        {
            UsageEvent[] uses = [.. events.Where(use => clock.InCalendar(use.At, days))];
            int userDays = uses.Select(use => (use.User, clock.DayOf(use.At))).Distinct().Count();
            return uses.Length == 0 ? 0 : (double)userDays / ((long)days * UsersOf(uses));
        });
    }

    /// <summary>How long the customer has been silent: the time since the last event.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in days of 24 hours with fractions, 0 or more, since the last event at or before <c>asOf</c> (inclusive).
    /// Without any such event the customer has been silent from the start: the time since its first day. Missing before the first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Recency(string name = "usage-recency") => From(name, (events, clock, firstDay) =>
    {
        DateTimeOffset? last = null;
        foreach (UsageEvent use in events)
        {
            if (!clock.IsLater(use.At) && (last is null || use.At > last))
                last = use.At;
        }
        return clock.DaysSince(last ?? firstDay);
    });

    /// <summary>Whether usage grows or shrinks: the number of events in the window compared with the window before.</summary>
    /// <param name="days">
    /// The length of each of the two clock windows in days, at least 1. The earlier one ends where the later one starts, so every event is in
    /// one of them at the most: one on that instant counts in the earlier.
    /// </param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in per cent, <c>100 * (now - before) / before</c>, where the product is exact and the division comes last: -100
    /// (nothing any more) or more; 0 when both windows are empty. Missing when only the earlier is empty (growth from nothing has no
    /// percentage), when the earlier window starts before the customer's first day (no baseline yet; starting exactly on it is enough, with complete
    /// days on its calendar day), and so before the first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Trend(int days = 28, string name = "usage-trend")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return From(name, (events, clock, firstDay) =>
        {
            if (!clock.HasTwoWindowsSince(firstDay, days))
                return Measurement.None;

            (List<UsageEvent> earlier, List<UsageEvent> latest) = InTwoWindows(events, clock, days);
            return (CountOf(latest), CountOf(earlier)) switch
            {
                (0, 0) => 0,
                (_, 0) => Measurement.None,
                var (now, before) => 100.0 * (now - before) / before,
            };
        });
    }

    /// <summary>Whether the champion left: how many of the heaviest users of the window before have no event in the latest window.</summary>
    /// <param name="top">
    /// How many users are heavy, at least 1: those with the most events in the earlier window. Of users with equally many, those come first whose
    /// name does by its UTF-8 bytes.
    /// </param>
    /// <param name="days">The length of each of the two clock windows in days, at least 1, as in <see cref="Trend"/>.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in users, 0 to <paramref name="top"/>, both inclusive; its <see cref="TopUsersLostMetric{TCustomer}.Users"/> names
    /// them. Missing when the earlier window is empty (there was nobody to lose) and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="top"/> or <paramref name="days"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public TopUsersLostMetric<TCustomer> TopUsersLost(int top = 3, int days = 28, string name = "top-users-lost")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return new(name, (customer, asOf) => Read(customer, asOf, (events, clock, _) =>
        {
            (List<UsageEvent> earlier, List<UsageEvent> latest) = InTwoWindows(events, clock, days);
            if (earlier.Count == 0)
                return null;

            var present = latest.Select(use => use.User).ToHashSet(StringComparer.Ordinal);
            IEnumerable<string> heaviest = earlier.GroupBy(use => use.User, StringComparer.Ordinal)
                .OrderByDescending(CountOf).ThenBy(user => user.Key, Utf8Order).Take(top).Select(user => user.Key);
            return (IReadOnlyList<string>)[.. heaviest.Where(user => !present.Contains(user))];
        }));
    }

    private static int UsersOf(IEnumerable<UsageEvent> events) => events.Select(use => use.User).Distinct(StringComparer.Ordinal).Count();

    private static (List<UsageEvent> Earlier, List<UsageEvent> Latest) InTwoWindows(
        IEnumerable<UsageEvent> events, UsageClock clock, int days)
    {
        List<UsageEvent> earlier = [];
        List<UsageEvent> latest = [];
        foreach (UsageEvent use in events)
        {
            if (clock.InWindow(use.At, days))
                latest.Add(use);
            else if (clock.InEarlierWindow(use.At, days))
                earlier.Add(use);
        }
        return (earlier, latest);
    }

    private int CountOf(IEnumerable<UsageEvent> events) => _countRepeats ? events.Count() : events.Distinct(SameEvent.Comparer).Count();

    private IMetric<TCustomer> From(string name, Func<IEnumerable<UsageEvent>, UsageClock, DateTimeOffset, Measurement> measure) =>
        HealthMetric.From<TCustomer>(name, (customer, asOf) => Read(customer, asOf, measure));

    private TResult? Read<TResult>(
        TCustomer customer, DateTimeOffset asOf, Func<IEnumerable<UsageEvent>, UsageClock, DateTimeOffset, TResult?> read)
    {
        if (_firstDay(customer) is not { } firstDay || firstDay > asOf)
            return default;

        TimeZoneInfo zone = _timeZone(customer) ?? throw new InvalidOperationException(
            "The function 'TimeZone' returned null. Return TimeZoneInfo.Utc where the zone is not known.");
        return read(HostSequence.NotNull(_events(customer), "events"), new UsageClock(asOf, zone, _completeDays), firstDay);
    }
}
