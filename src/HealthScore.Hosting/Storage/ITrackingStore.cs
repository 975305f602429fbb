namespace HealthScoring.Hosting;

/// <summary>
/// Keeps what runs need and leave: runs and their parts, states, scores, events and overrides. Several processes may use one store at once.
/// </summary>
/// <remarks>
/// An implementation writes each call in one transaction: all of it or nothing (a trim may take several). It is safe to use from several threads at
/// once. Names, ids and times come back exactly as given; ids are compared by their characters, upper and lower case apart. Calls throw what the
/// database throws; a caller may try again, because every call may be made twice.
/// </remarks>
public interface ITrackingStore
{
    /// <summary>
    /// Makes the store ready: its tables, or what a new version of the package adds to them. Every process may call it at each start.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the store is ready.</returns>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Begins a run unless it is stored already, with all its parts.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="asOf">The run's instant.</param>
    /// <param name="partCount">In how many parts the customers are divided.</param>
    /// <param name="profile">The profile of a run that begins.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run as it is stored: also where another worker began it, with another profile or number of parts.</returns>
    /// <exception cref="InvalidOperationException">A run of a later instant is stored; nothing is changed.</exception>
    Task<StoredRun> BeginRunAsync(
        string scoring, DateTimeOffset asOf, int partCount, ScoringProfile profile, CancellationToken cancellationToken);

    /// <summary>Takes a part that is not done and that nobody works on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="worker">Who takes it; unique to this attempt.</param>
    /// <param name="now">The time now: a part whose worker has it until then or later is not taken.</param>
    /// <param name="until">Until when the worker has it, unless it writes before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The part, the worker's from now on; <see langword="null"/> where none is to be had.</returns>
    Task<RunPart?> ClaimPartAsync(
        StoredRun run, string worker, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Finds the states of customers.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="customerIds">The customers' ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The states by id; without the customers that have none.</returns>
    Task<IReadOnlyDictionary<string, CustomerState>> ReadStatesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken);

    /// <summary>Stores customers of a part together with how far the part is then; their events wait until the run is published.</summary>
    /// <param name="part">How far the part is with these customers: its worker, count and tally, and whether it is done.</param>
    /// <param name="customers">The customers, none stored for this run yet.</param>
    /// <param name="until">Until when the worker has the part.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether they are stored; not where another worker has taken the part meanwhile, and nothing is changed then.</returns>
    Task<bool> WriteAsync(
        RunPart part, IReadOnlyList<TrackedCustomer> customers, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Gives a part up, so that another worker may take it at once. What is stored stays.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the part is free, or another worker's already.</returns>
    Task ReleasePartAsync(RunPart part, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the parts of a run that are done without a customer, so that they are worked on once more, such as after a source that gave nobody.
    /// A store without it opens none: such a run stays as it is.
    /// </summary>
    /// <param name="run">The run; one that is not published.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when they are open. Other parts stay as they are.</returns>
    Task ReopenPartsAsync(StoredRun run, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says how far the parts of a run are.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The parts in order.</returns>
    Task<IReadOnlyList<RunPart>> ReadPartsAsync(StoredRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes a run whose parts are all done: stores its summary and sets its events free, with those of earlier runs that were never published.
    /// </summary>
    /// <param name="run">The run with its time and summary.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether this call published it; not where another one did.</returns>
    /// <exception cref="ArgumentException">The run has no time or no summary.</exception>
    /// <exception cref="InvalidOperationException">A part is not done.</exception>
    Task<bool> PublishAsync(StoredRun run, CancellationToken cancellationToken);

    /// <summary>Finds runs.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="first">The first instant, inclusive.</param>
    /// <param name="last">The last instant, inclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The runs in the order of their instants.</returns>
    Task<IReadOnlyList<StoredRun>> ReadRunsAsync(
        string scoring, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken);

    /// <summary>Finds the last published run before a time.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="before">The time, exclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run; <see langword="null"/> where none was published.</returns>
    Task<StoredRun?> ReadLastRunAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Takes events of published runs for delivery, the oldest first; those of one customer in their order.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="worker">Who takes them; unique to this attempt.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="now">The time now: an event that waits longer, or that another worker has until then or later, is not taken.</param>
    /// <param name="until">Until when the worker has them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The events; none is any other worker's until <paramref name="until"/>.</returns>
    Task<IReadOnlyList<HealthEvent>> ClaimEventsAsync(
        string scoring, string worker, int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Says that an event is handled; it is never taken again.</summary>
    /// <param name="handled">The event.</param>
    /// <param name="worker">Who has it.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether the event was the worker's; if not, another one handles it again.</returns>
    Task<bool> AcknowledgeAsync(HealthEvent handled, string worker, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Says that a handler failed: the event's failures are counted, and it waits. So do the customer's later events, which are the worker's no
    /// longer.
    /// </summary>
    /// <param name="failed">The event, with the handlers that have handled it.</param>
    /// <param name="worker">Who has it.</param>
    /// <param name="again">When it may be taken again; <see langword="null"/> for never: it is given up, and kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether the event was the worker's.</returns>
    Task<bool> PostponeAsync(HealthEvent failed, string worker, DateTimeOffset? again, CancellationToken cancellationToken);

    /// <summary>Finds what happened to customers, in published runs.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="customerIds">The customers' ids.</param>
    /// <param name="first">The first time, inclusive.</param>
    /// <param name="last">The last time, inclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The events in the order of their times, those of one time by customer and ordinal.</returns>
    Task<IReadOnlyList<HealthEvent>> ReadEventsAsync(
        string scoring, IReadOnlyCollection<string> customerIds, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken);

    /// <summary>Counts the customers that a published run moved to another tier.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="asOf">The run's instant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The moves that happened, by the names of the two tiers; none of a run that is not published.</returns>
    Task<IReadOnlyList<TierMove>> ReadTierMovesAsync(string scoring, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>Finds the scores of a run, page by page, in the order of the customers' ids.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="asOf">The run's instant.</param>
    /// <param name="after">Behind which customer the page begins; <see langword="null"/> for the first page.</param>
    /// <param name="count">How many scores the page has at most, 1 to 10,000. A page with fewer is the last one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    Task<IReadOnlyList<CustomerScore>> ReadScoresAsync(
        string scoring, DateTimeOffset asOf, string? after, int count, CancellationToken cancellationToken);

    /// <summary>Finds a customer's scores.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="customerId">The customer's id.</param>
    /// <param name="first">The first time, inclusive.</param>
    /// <param name="last">The last time, inclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The scores in the order of their times.</returns>
    Task<IReadOnlyList<PastScore>> ReadHistoryAsync(
        string scoring, string customerId, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken);

    /// <summary>Lists customers as the last run that stored them left them, page by page.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="filter">Which customers, in which order, from where on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// The page. A customer that no run stores meanwhile is on exactly one of the pages that follow each other; one whose number changes may be on
    /// none or two.
    /// </returns>
    Task<CustomerPage> ReadCustomersAsync(string scoring, CustomerFilter filter, CancellationToken cancellationToken);

    /// <summary>Adds an override.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="added">The override. Its id is the caller's, such as a new GUID; one that is stored already is not added twice.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when it is stored.</returns>
    Task AddOverrideAsync(string scoring, StoredOverride added, CancellationToken cancellationToken);

    /// <summary>Ends an override before its time.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="id">The override's id.</param>
    /// <param name="at">From when it does not hold any more. One that begins later never holds and is removed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it held after <paramref name="at"/>.</returns>
    Task<bool> EndOverrideAsync(string scoring, string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Finds the overrides of customers.</summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="customerIds">The customers' ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All their overrides, also those that are over; each customer's in the order in which they begin, then by id.</returns>
    Task<IReadOnlyList<StoredOverride>> ReadOverridesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken);

    /// <summary>Removes everything about a customer: state, scores, events and overrides, of every scoring.</summary>
    /// <param name="customerId">The customer's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when nothing is left. Summaries, which name no customer, stay.</returns>
    Task PurgeCustomerAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what is older than a time: runs, scores, events, and overrides that ended before. States stay, and so do events that are yet to be
    /// handled and the last run.
    /// </summary>
    /// <param name="scoring">The scoring's name; empty for the one without a name.</param>
    /// <param name="before">The time, exclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when they are removed.</returns>
    Task TrimAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken);
}
