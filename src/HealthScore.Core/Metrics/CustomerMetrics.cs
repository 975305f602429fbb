namespace HealthScoring.Metrics;

/// <summary>Makes the metrics most products ask for first, beside usage (<see cref="ActivityLog{TCustomer}"/>).</summary>
/// <remarks>
/// <para>Every factory takes an optional <c>firstDay</c>: since when the customer exists, inclusive, or <see langword="null"/> when it is
/// not a customer yet. Where it is given, the metric is missing before that instant and the other functions are not asked; where it is
/// left out, the customer counts as existing at any time.</para>
/// <para>A window is <c>days</c> times 24 hours on the clock, from <c>asOf - days</c> (exclusive) to <c>asOf</c> (inclusive). Times later
/// than <c>asOf</c> never count. What comes without a time (steps, seats, the due date) is taken as the function gives it: to replay a
/// score, give the customer as it stood then.</para>
/// <para>Where a function returns <see langword="null"/> instead of a sequence, measuring throws an
/// <see cref="InvalidOperationException"/>.</para>
/// <para>The metrics are immutable, and as thread-safe as the host's functions are.</para>
/// </remarks>
public static class CustomerMetrics
{
    /// <summary>Net promoter score: the share of promoters (9 and 10) less the share of detractors (0 to 6).</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="answers">Reads the customer's answers, in any order; never <see langword="null"/>. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="firstDay">Reads the customer's first day, or <see langword="null"/> where that does not matter.</param>
    /// <returns>
    /// A thread-safe metric in per cent of the answers in the window, -100 to 100, both inclusive, observed when the latest of them was
    /// given. Missing without an answer in the window and before the customer's first day. Measuring throws an
    /// <see cref="InvalidOperationException"/> when an answer in the window is rated outside 0 to 10.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="answers"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public static IMetric<TCustomer> Nps<TCustomer>(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days = 365,
        string name = "nps",
        Func<TCustomer, DateTimeOffset?>? firstDay = null)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var window = new ClockWindow(days);
        return From(name, firstDay, (customer, asOf) =>
        {
            int count = 0;
            int net = 0;
            DateTimeOffset latest = DateTimeOffset.MinValue;
            foreach (SurveyAnswer answer in HostSequence.NotNull(answers(customer), nameof(answers)))
            {
                if (!window.Contains(answer.At, asOf))
                    continue;
                count++;
                net += answer.Rating switch
                {
                    < 0 or > 10 => throw new InvalidOperationException(FormattableString.Invariant(
                        $"The survey answer of {answer.At:O} is rated {answer.Rating}; a rating is 0 to 10.")),
                    <= 6 => -1,
                    <= 8 => 0,
                    _ => 1,
                };
                if (answer.At > latest)
                    latest = answer.At;
            }
            return count == 0 ? Measurement.None : new Measurement(100.0 * net / count, latest);
        });
    }

    /// <summary>How far the customer is set up: the share of the given steps that are completed.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="completedSteps">
    /// Reads the steps the customer has completed, as they stand, whatever <c>asOf</c> is; never <see langword="null"/>. Steps not among
    /// <paramref name="steps"/> do not count, repeated ones count once. Must be thread-safe.
    /// </param>
    /// <param name="steps">The steps of a complete setup, compared ordinally; read once, now.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="firstDay">Reads the customer's first day, or <see langword="null"/> where that does not matter.</param>
    /// <returns>A thread-safe metric: a share, 0 to 1, both inclusive; missing before the customer's first day.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="steps"/> is empty or holds <see langword="null"/> or a duplicate, or <paramref name="name"/> is empty or white
    /// space.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="completedSteps"/>, <paramref name="steps"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public static IMetric<TCustomer> SetupProgress<TCustomer>(
        Func<TCustomer, IEnumerable<string>> completedSteps,
        IReadOnlyCollection<string> steps,
        string name = "setup-progress",
        Func<TCustomer, DateTimeOffset?>? firstDay = null)
    {
        ArgumentNullException.ThrowIfNull(completedSteps);
        var all = new NamedSet(steps);
        return From(name, firstDay, (customer, _) =>
            all.ShareIn(HostSequence.NotNull(completedSteps(customer), nameof(completedSteps))));
    }

    /// <summary>How many of the seats paid for are used.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="used">Reads the number of seats in use; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="paid">Reads the number of seats paid for; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="firstDay">Reads the customer's first day, or <see langword="null"/> where that does not matter.</param>
    /// <returns>
    /// A thread-safe metric: the ratio of seats used to seats paid, 0 or more; above 1 where more are used than paid. Missing when either
    /// number is <see langword="null"/> or not finite, when the seats paid are 0 or less, and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="used"/>, <paramref name="paid"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public static IMetric<TCustomer> SeatUse<TCustomer>(
        Func<TCustomer, double?> used,
        Func<TCustomer, double?> paid,
        string name = "seat-use",
        Func<TCustomer, DateTimeOffset?>? firstDay = null)
    {
        ArgumentNullException.ThrowIfNull(used);
        ArgumentNullException.ThrowIfNull(paid);
        return From(name, firstDay, (customer, _) => PerSeat(used(customer), paid(customer)));
    }

    /// <summary>How much help the customer needs for its size: tickets opened per 100 seats.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="ticketsOpened">
    /// Reads when each ticket was opened, in any order; never <see langword="null"/>. Must be thread-safe.
    /// </param>
    /// <param name="seats">Reads the number of seats; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="firstDay">Reads the customer's first day, or <see langword="null"/> where that does not matter.</param>
    /// <returns>
    /// A thread-safe metric in tickets per 100 seats, 0 or more. Missing when the number of seats is <see langword="null"/>, not finite,
    /// or 0 or less, and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="ticketsOpened"/>, <paramref name="seats"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public static IMetric<TCustomer> SupportLoad<TCustomer>(
        Func<TCustomer, IEnumerable<DateTimeOffset>> ticketsOpened,
        Func<TCustomer, double?> seats,
        int days = 28,
        string name = "support-load",
        Func<TCustomer, DateTimeOffset?>? firstDay = null)
    {
        ArgumentNullException.ThrowIfNull(ticketsOpened);
        ArgumentNullException.ThrowIfNull(seats);
        var window = new ClockWindow(days);
        return From(name, firstDay, (customer, asOf) =>
        {
            IEnumerable<DateTimeOffset> opened = HostSequence.NotNull(ticketsOpened(customer), nameof(ticketsOpened));
            return PerSeat(100.0 * opened.Count(at => window.Contains(at, asOf)), seats(customer));
        });
    }

    /// <summary>How long the customer has owed money: whole days past the oldest unpaid due date.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="oldestUnpaidDueDate">
    /// Reads when the oldest unpaid invoice falls due; <see langword="null"/> when nothing is unpaid. Must be thread-safe.
    /// </param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="firstDay">Reads the customer's first day, or <see langword="null"/> where that does not matter.</param>
    /// <returns>
    /// A thread-safe metric in whole days of 24 hours, rounded down, 0 or more: 1 from exactly 24 hours past the due date on. 0 when
    /// nothing is unpaid or due yet. Missing only before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="oldestUnpaidDueDate"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public static IMetric<TCustomer> DaysOverdue<TCustomer>(
        Func<TCustomer, DateTimeOffset?> oldestUnpaidDueDate,
        string name = "days-overdue",
        Func<TCustomer, DateTimeOffset?>? firstDay = null)
    {
        ArgumentNullException.ThrowIfNull(oldestUnpaidDueDate);
        return From(name, firstDay, (customer, asOf) =>
            oldestUnpaidDueDate(customer) is { } due ? Math.Max(0, (asOf - due).Days) : 0);
    }

    // Unlimited seats given as infinity would otherwise look like seats nobody uses.
    private static double? PerSeat(double? amount, double? seats) =>
        seats is > 0 and < double.PositiveInfinity ? amount / seats : null;

    private static IMetric<TCustomer> From<TCustomer>(
        string name, Func<TCustomer, DateTimeOffset?>? firstDay, Func<TCustomer, DateTimeOffset, Measurement> measure) =>
        firstDay is null
            ? Metric.From(name, measure)
            : Metric.From<TCustomer>(name, (customer, asOf) =>
                firstDay(customer) is { } from && from <= asOf ? measure(customer, asOf) : Measurement.None);
}
