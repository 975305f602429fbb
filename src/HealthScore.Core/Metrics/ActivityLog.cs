namespace HealthScoring;

/// <summary>Makes the usual usage metrics from one log of what a customer's users did.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// <para>Before the customer's first day, and where there is none, every metric is missing and the events are not asked for. From the
/// first day on (inclusive) a customer without events counts as 0, except where <see cref="Recency"/> and <see cref="Trend"/> say
/// otherwise. Events before the first day count like any other.</para>
/// <para>Events later than <c>asOf</c> never count, so that a score can be replayed. Except in <see cref="Frequency"/> a window is
/// <c>days</c> times 24 hours on the clock, from <c>asOf - days</c> (exclusive) to <c>asOf</c> (inclusive).</para>
/// <para>Events may come in any order, may be repeated where the host counts them repeatedly, and may reach further back than a window;
/// each measurement reads them once. Where the host's function returns <see langword="null"/> instead of a sequence, measuring throws an
/// <see cref="InvalidOperationException"/>. The measurements carry no observation time: a log that has gone quiet is news, not an old
/// reading.</para>
/// <para>The log and its metrics are as thread-safe as the host's functions.</para>
/// </remarks>
public sealed class ActivityLog<TCustomer>
{
    private readonly Func<TCustomer, IEnumerable<UsageEvent>> _events;
    private readonly Func<TCustomer, DateTimeOffset?> _firstDay;

    /// <summary>Creates a log.</summary>
    /// <param name="events">
    /// Reads a customer's events; empty where there are none, never <see langword="null"/>. <see cref="Recency"/> needs the last event
    /// however old it is, <see cref="Trend"/> those of two windows, the others those of one. Must be thread-safe.
    /// </param>
    /// <param name="firstDay">
    /// Reads since when the customer exists, inclusive; <see langword="null"/> when it is not a customer yet. Must be thread-safe.
    /// </param>
    /// <exception cref="ArgumentNullException">A function is <see langword="null"/>.</exception>
    public ActivityLog(Func<TCustomer, IEnumerable<UsageEvent>> events, Func<TCustomer, DateTimeOffset?> firstDay)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(firstDay);
        _events = events;
        _firstDay = firstDay;
    }

    /// <summary>Active days: UTC calendar days with at least one event.</summary>
    /// <param name="days">
    /// How many calendar days to look at, at least 1: the UTC day of <c>asOf</c>, as far as it has passed, and the whole days before it.
    /// </param>
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
        return From(name, (events, _, asOf) =>
        {
            int today = UtcDay(asOf);
            var active = new HashSet<int>();
            foreach (UsageEvent use in events)
            {
                int day = UtcDay(use.At);
                if (use.At <= asOf && today - day < days)
                    active.Add(day);
            }
            return active.Count;
        });
    }

    /// <summary>How much of the product is used: the share of the available features with at least one event.</summary>
    /// <param name="features">
    /// The features available to customers, compared ordinally; read once, now. Events of other features do not count.
    /// </param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
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
        var window = new ClockWindow(days);
        return From(name, (events, _, asOf) =>
            available.ShareIn(events.Where(use => window.Contains(use.At, asOf)).Select(use => use.Feature)));
    }

    /// <summary>How intensely those who use the product use it: events per active user.</summary>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
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
        var window = new ClockWindow(days);
        return From(name, (events, _, asOf) =>
        {
            int count = 0;
            var users = new HashSet<string>(StringComparer.Ordinal);
            foreach (UsageEvent use in events)
            {
                if (!window.Contains(use.At, asOf))
                    continue;
                count++;
                users.Add(use.User);
            }
            return count == 0 ? 0 : (double)count / users.Count;
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
    public IMetric<TCustomer> Recency(string name = "usage-recency") => From(name, (events, firstDay, asOf) =>
    {
        DateTimeOffset? last = null;
        foreach (UsageEvent use in events)
        {
            if (use.At <= asOf && (last is null || use.At > last))
                last = use.At;
        }
        return (asOf - (last ?? firstDay)).TotalDays;
    });

    /// <summary>Whether usage grows or shrinks: the number of events in the window against the window before.</summary>
    /// <param name="days">
    /// The length of each of the two clock windows in days of 24 hours, at least 1; starts exclusive, ends inclusive. The earlier one
    /// ends where the later one starts, so an event on that instant counts in the earlier.
    /// </param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in per cent, <c>(now - before) / before * 100</c>: -100 (nothing any more) or more; 0 when both windows are
    /// empty. Missing when only the earlier is empty (growth from nothing has no percentage), when the earlier window starts before the
    /// customer's first day (no baseline yet; starting exactly on it is enough), and so before the first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public IMetric<TCustomer> Trend(int days = 28, string name = "usage-trend")
    {
        var window = new ClockWindow(days);
        return From(name, (events, firstDay, asOf) =>
        {
            if ((asOf - firstDay).Days < 2L * days)
                return Measurement.None;

            DateTimeOffset earlier = asOf.AddDays(-days);
            int now = 0;
            int before = 0;
            foreach (UsageEvent use in events)
            {
                if (window.Contains(use.At, asOf))
                    now++;
                else if (window.Contains(use.At, earlier))
                    before++;
            }
            return (now, before) switch
            {
                (0, 0) => 0,
                (_, 0) => Measurement.None,
                _ => 100.0 * (now - before) / before,
            };
        });
    }

    private static int UtcDay(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;

    private IMetric<TCustomer> From(string name, Func<IEnumerable<UsageEvent>, DateTimeOffset, DateTimeOffset, Measurement> measure) =>
        HealthMetric.From<TCustomer>(name, (customer, asOf) => _firstDay(customer) is { } firstDay && firstDay <= asOf
            ? measure(HostSequence.NotNull(_events(customer), "events"), firstDay, asOf)
            : Measurement.None);
}
