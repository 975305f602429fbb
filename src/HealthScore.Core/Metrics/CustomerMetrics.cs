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
    /// <param name="answers">
    /// Reads the customer's answers, rated 0 to 10, in any order; never <see langword="null"/>. Must be thread-safe.
    /// </param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1; with fewer the metric is missing.</param>
    /// <returns>
    /// A thread-safe metric in per cent of the answers that count, <c>100 * (promoters - detractors) / answers</c> with the division last: -100
    /// to 100, both inclusive, observed when the latest of them was given. Of the answers of one respondent in the window, only the latest
    /// counts; of several at one instant, the lowest. Answers rated outside 0 to 10 are skipped, as if they were not there;
    /// <see cref="SurveyMetric{TCustomer}.Skipped"/> counts them. Missing where fewer than <paramref name="minimumAnswers"/> count and before
    /// the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="days"/> or <paramref name="minimumAnswers"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="answers"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public SurveyMetric<TCustomer> Nps(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days = 365,
        string name = "nps",
        int minimumAnswers = 1) =>
        Survey(answers, days, name, minimumAnswers, lowest: 0, highest: 10, factor: 100, rating => rating switch
        {
            <= 6 => -1,
            <= 8 => 0,
            _ => 1,
        });

    /// <summary>Customer satisfaction: the share of the answers with a top rating, by default 4 or 5 on a scale of 1 to 5.</summary>
    /// <param name="answers">Reads the customer's answers, in any order; never <see langword="null"/>. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1; with fewer the metric is missing.</param>
    /// <param name="lowest">The lowest rating of the scale: the least satisfied.</param>
    /// <param name="highest">The highest rating of the scale: the most satisfied; above <paramref name="lowest"/>.</param>
    /// <param name="top">The lowest of the top ratings: above <paramref name="lowest"/>, at most <paramref name="highest"/>.</param>
    /// <returns>
    /// A thread-safe metric in per cent of the answers that count, <c>100 * top answers / answers</c> with the division last: 0 to 100, both
    /// inclusive. Which answers count, when it was observed, and when it is missing is as in <see cref="Nps"/>, on this scale.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="days"/> or <paramref name="minimumAnswers"/> is less than 1, or a rating of the scale is not in its range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="answers"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public SurveyMetric<TCustomer> Csat(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days = 365,
        string name = "csat",
        int minimumAnswers = 1,
        int lowest = 1,
        int highest = 5,
        int top = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(top, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, highest);
        return Survey(answers, days, name, minimumAnswers, lowest, highest, factor: 100, rating => rating >= top ? 1 : 0);
    }

    /// <summary>Customer effort score: the mean rating of how easy it was, by default on a scale of 1 (hard) to 7 (easy).</summary>
    /// <param name="answers">Reads the customer's answers, in any order; never <see langword="null"/>. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="minimumAnswers">How many answers must count, at least 1; with fewer the metric is missing.</param>
    /// <param name="lowest">The lowest rating of the scale.</param>
    /// <param name="highest">The highest rating of the scale; above <paramref name="lowest"/>.</param>
    /// <returns>
    /// A thread-safe metric on the scale of the survey, the sum of the ratings that count divided by their number: <paramref name="lowest"/> to
    /// <paramref name="highest"/>, both inclusive. Which answers count, when it was observed, and when it is missing is as in
    /// <see cref="Nps"/>, on this scale.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="days"/> or <paramref name="minimumAnswers"/> is less than 1, or <paramref name="highest"/> is not above
    /// <paramref name="lowest"/>.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="answers"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public SurveyMetric<TCustomer> Ces(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days = 365,
        string name = "ces",
        int minimumAnswers = 1,
        int lowest = 1,
        int highest = 7)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        return Survey(answers, days, name, minimumAnswers, lowest, highest, factor: 1, rating => rating);
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
        return From(name, (customer, _) => Ratio(used(customer), paid(customer)));
    }

    /// <summary>How near the customer is to a limit of its plan, such as calls, contacts or gigabytes.</summary>
    /// <param name="used">Reads how much is used; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="limit">
    /// Reads how much the plan allows; <see langword="null"/> when not known or without limit. Must be thread-safe.
    /// </param>
    /// <param name="name">The name the profile refers to; a product with several limits has a metric for each.</param>
    /// <returns>
    /// A thread-safe metric: the ratio of the amount used to the limit; above 1 where more is used than allowed. Missing when either number is
    /// <see langword="null"/> or not finite, when the limit is 0 or less, and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="used"/>, <paramref name="limit"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> LimitUse(
        Func<TCustomer, double?> used,
        Func<TCustomer, double?> limit,
        string name = "limit-use")
    {
        ArgumentNullException.ThrowIfNull(used);
        ArgumentNullException.ThrowIfNull(limit);
        return From(name, (customer, _) => Ratio(used(customer), limit(customer)));
    }

    /// <summary>How much help the customer needs for its size: tickets opened per 100 seats.</summary>
    /// <param name="ticketsOpened">
    /// Reads when each ticket was opened, in any order; never <see langword="null"/>. Must be thread-safe.
    /// </param>
    /// <param name="seats">Reads the number of seats; <see langword="null"/> when not known. Must be thread-safe.</param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in tickets per 100 seats, <c>100 * tickets / seats</c> with the division last, 0 or more. Missing when the
    /// number of seats is <see langword="null"/>, not finite, or 0 or less, and before the customer's first day.
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
            return Ratio(100.0 * opened.Count(at => window.Contains(at, asOf)), seats(customer));
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

    /// <summary>How often payments fail: failed attempts to collect in the window.</summary>
    /// <param name="failedPayments">
    /// Reads when each payment failed, in any order; never <see langword="null"/>. Must be thread-safe.
    /// </param>
    /// <param name="days">The length of the clock window in days of 24 hours, at least 1; start exclusive, <c>asOf</c> inclusive.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>A thread-safe metric in failed payments, 0 or more; missing only before the customer's first day.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="failedPayments"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> FailedPayments(
        Func<TCustomer, IEnumerable<DateTimeOffset>> failedPayments,
        int days = 90,
        string name = "failed-payments")
    {
        ArgumentNullException.ThrowIfNull(failedPayments);
        var window = new ClockWindow(days);
        return From(name, (customer, asOf) =>
            HostSequence.NotNull(failedPayments(customer), nameof(failedPayments)).Count(at => window.Contains(at, asOf)));
    }

    /// <summary>How long the contract still runs: the time until it renews or ends.</summary>
    /// <param name="renewal">
    /// Reads when the contract renews next; <see langword="null"/> when it has no such date. Must be thread-safe.
    /// </param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in days of 24 hours with fractions; negative when the date has passed and the contract was not renewed. Missing
    /// without a date and before the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="renewal"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> DaysUntilRenewal(Func<TCustomer, DateTimeOffset?> renewal, string name = "days-until-renewal")
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return From(name, (customer, asOf) => (renewal(customer) - asOf)?.TotalDays);
    }

    /// <summary>How long ago a milestone was reached, such as the end of the onboarding or the last business review.</summary>
    /// <param name="reached">Reads when it was reached; <see langword="null"/> when it was not. Must be thread-safe.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in days of 24 hours with fractions, 0 or more. Missing when the milestone was not reached by <c>asOf</c>, and before
    /// the customer's first day.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="reached"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> DaysSinceMilestone(Func<TCustomer, DateTimeOffset?> reached, string name = "days-since-milestone")
    {
        ArgumentNullException.ThrowIfNull(reached);
        return From(name, (customer, asOf) => reached(customer) is { } at && at <= asOf ? (asOf - at).TotalDays : Measurement.None);
    }

    /// <summary>How long the customer took to reach a milestone, or has been taking so far: "first workflow by day 30".</summary>
    /// <param name="reached">Reads when it was reached; <see langword="null"/> when it was not. Must be thread-safe.</param>
    /// <param name="name">The name the profile refers to.</param>
    /// <returns>
    /// A thread-safe metric in days of 24 hours with fractions from the customer's first day to the milestone, 0 when it was reached before
    /// then, and to <c>asOf</c> while it is not reached; 0 or more. Missing only before the customer's first day.
    /// </returns>
    /// <exception cref="InvalidOperationException">This factory was created without a first day.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="reached"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    public IMetric<TCustomer> DaysToMilestone(Func<TCustomer, DateTimeOffset?> reached, string name = "days-to-milestone")
    {
        ArgumentNullException.ThrowIfNull(reached);
        if (_firstDay is null)
        {
            throw new InvalidOperationException(
                "The days to a milestone count from the customer's first day. Give CustomerMetrics the function 'firstDay'.");
        }
        return From(name, (customer, asOf) =>
        {
            DateTimeOffset end = reached(customer) is { } at && at <= asOf ? at : asOf;
            return Math.Max(0, (end - _firstDay(customer)!.Value).TotalDays);
        });
    }

    // No limit, given as infinity, would otherwise look like a limit that nobody comes near.
    private static double? Ratio(double? amount, double? limit) =>
        limit is > 0 and < double.PositiveInfinity ? amount / limit : null;

    private SurveyMetric<TCustomer> Survey(
        Func<TCustomer, IEnumerable<SurveyAnswer>> answers,
        int days,
        string name,
        int minimumAnswers,
        int lowest,
        int highest,
        double factor,
        Func<int, int> worth)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAnswers, 1);
        var reader = new SurveyReader(new ClockWindow(days), lowest, highest, worth);
        return new(name, count => count.Mean(factor, minimumAnswers), (metric, number) => From(metric, (customer, asOf) =>
            number(reader.Read(HostSequence.NotNull(answers(customer), nameof(answers)), asOf))));
    }

    private IMetric<TCustomer> From(string name, Func<TCustomer, DateTimeOffset, Measurement> measure) => _firstDay is null
        ? HealthMetric.From(name, measure)
        : HealthMetric.From<TCustomer>(name, (customer, asOf) =>
            _firstDay(customer) is { } from && from <= asOf ? measure(customer, asOf) : Measurement.None);
}
