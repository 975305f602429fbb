namespace HealthScoring;

/// <summary>Makes the metrics most products ask for first, beside usage (<see cref="ActivityLog{TCustomer}"/>).</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// <para>Before the customer's first day every metric is missing and the other functions are not asked; where no first day is given, the
/// customer counts as existing at any time.</para>
/// <para>A window is <c>days</c> times 24 hours on the clock, from <c>asOf - days</c> (exclusive) to <c>asOf</c> (inclusive). Times later
/// than <c>asOf</c> never count. What comes without a time (steps, seats, the due date) is taken as the function gives it: to replay a
/// score, give the customer as it stood then.</para>
/// <para>Where a function returns <see langword="null"/> instead of a sequence, measuring throws an
/// <see cref="InvalidOperationException"/>.</para>
/// <para>The metrics are immutable, and as thread-safe as the host's functions are.</para>
/// </remarks>
public sealed class CustomerMetrics<TCustomer>
{
    private readonly Func<TCustomer, DateTimeOffset?>? _firstDay;

    /// <summary>Creates the factory.</summary>
    /// <param name="firstDay">
    /// Reads since when the customer exists, inclusive; <see langword="null"/> when it is not a customer yet. Not given where that does not
    /// matter. Must be thread-safe.
    /// </param>
    public CustomerMetrics(Func<TCustomer, DateTimeOffset?>? firstDay = null) => _firstDay = firstDay;

    /// <summary>Net promoter score: the share of promoters (9 and 10) less the share of detractors (0 to 6).</summary>
    /// <param name="answers">Reads the customer's answers, in any order; never <see langword="null"/>. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
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
    public IMetric<TCustomer> Nps(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days = 365,
        string name = "nps")
    {
        ArgumentNullException.ThrowIfNull(answers);
        var window = new ClockWindow(days);
        return From(name, (customer, asOf) =>
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
    /// <param name="completedSteps">
    /// Reads the steps the customer has completed, as they stand, whatever <c>asOf</c> is; never <see langword="null"/>. Steps not among
    /// <paramref name="steps"/> do not count, repeated ones count once. Must be thread-safe.
    /// </param>
    /// <param name="steps">The steps of a complete setup, compared ordinally; read once, now.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>A thread-safe metric: a share, 0 to 1, both inclusive; missing before the customer's first day.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="steps"/> is empty or holds <see langword="null"/> or a duplicate, or <paramref name="name"/> is empty or white
    /// space.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="completedSteps"/>, <paramref name="steps"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> SetupProgress(
        Func<TCustomer, IEnumerable<string>> completedSteps,
        IReadOnlyCollection<string> steps,
        string name = "setup-progress")
    {
        ArgumentNullException.ThrowIfNull(completedSteps);
        var all = new NamedSet(steps);
        return From(name, (customer, _) =>
            all.ShareIn(HostSequence.NotNull(completedSteps(customer), nameof(completedSteps))));
    }

    /// <summary>How many of the seats paid for are used.</summary>
    /// <param name="used">Reads the number of seats in use; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="paid">Reads the number of seats paid for; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric: the ratio of seats used to seats paid; above 1 where more are used than paid. Missing when either
    /// number is <see langword="null"/> or not finite, when the seats paid are 0 or less, and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="used"/>, <paramref name="paid"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> SeatUse(
        Func<TCustomer, double?> used,
        Func<TCustomer, double?> paid,
        string name = "seat-use")
    {
        ArgumentNullException.ThrowIfNull(used);
        ArgumentNullException.ThrowIfNull(paid);
        return From(name, (customer, _) => PerSeat(used(customer), paid(customer)));
    }

    /// <summary>How much help the customer needs for its size: tickets opened per 100 seats.</summary>
    /// <param name="ticketsOpened">
    /// Reads when each ticket was opened, in any order; never <see langword="null"/>. Must be thread-safe.
    /// </param>
    /// <param name="seats">Reads the number of seats; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in tickets per 100 seats, 0 or more. Missing when the number of seats is <see langword="null"/>, not finite,
    /// or 0 or less, and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="ticketsOpened"/>, <paramref name="seats"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> SupportLoad(
        Func<TCustomer, IEnumerable<DateTimeOffset>> ticketsOpened,
        Func<TCustomer, double?> seats,
        int days = 28,
        string name = "support-load")
    {
        ArgumentNullException.ThrowIfNull(ticketsOpened);
        ArgumentNullException.ThrowIfNull(seats);
        var window = new ClockWindow(days);
        return From(name, (customer, asOf) =>
        {
            IEnumerable<DateTimeOffset> opened = HostSequence.NotNull(ticketsOpened(customer), nameof(ticketsOpened));
            return PerSeat(100.0 * opened.Count(at => window.Contains(at, asOf)), seats(customer));
        });
    }

    /// <summary>How long the customer has owed money: whole days past the oldest unpaid due date.</summary>
    /// <param name="oldestUnpaidDueDate">
    /// Reads when the oldest unpaid invoice falls due; <see langword="null"/> when nothing is unpaid. Must be thread-safe.
    /// </param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in whole days of 24 hours, rounded down, 0 or more: 1 from exactly 24 hours past the due date on. 0 when
    /// nothing is unpaid or due yet. Missing only before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="oldestUnpaidDueDate"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> DaysOverdue(
        Func<TCustomer, DateTimeOffset?> oldestUnpaidDueDate,
        string name = "days-overdue")
    {
        ArgumentNullException.ThrowIfNull(oldestUnpaidDueDate);
        return From(name, (customer, asOf) =>
            oldestUnpaidDueDate(customer) is { } due ? Math.Max(0, (asOf - due).Days) : 0);
    }

    // Unlimited seats given as infinity would otherwise look like seats nobody uses.
    private static double? PerSeat(double? amount, double? seats) =>
        seats is > 0 and < double.PositiveInfinity ? amount / seats : null;

    private IMetric<TCustomer> From(string name, Func<TCustomer, DateTimeOffset, Measurement> measure) => _firstDay is null
        ? HealthMetric.From(name, measure)
        : HealthMetric.From<TCustomer>(name, (customer, asOf) =>
            _firstDay(customer) is { } from && from <= asOf ? measure(customer, asOf) : Measurement.None);
}
