using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

/// <summary>The contract of a store in the plainest form: dictionaries under one lock. What the databases do is held against it.</summary>
internal sealed class MemoryTrackingStore : ITrackingStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scoring, DateTimeOffset AsOf), Run> _runs = [];
    private readonly Dictionary<(string Scoring, string Id), CustomerState> _states = [];
    private readonly Dictionary<(string Scoring, string Id), CustomerRow> _rows = [];
    private readonly List<(string Scoring, string Id, DateTimeOffset AsOf, PastScore Past)> _scores = [];
    private readonly List<Event> _events = [];
    private readonly List<(string Scoring, StoredOverride Override)> _overrides = [];

    public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<StoredRun> BeginRunAsync(
        string scoring, DateTimeOffset asOf, int partCount, ScoringProfile profile, CancellationToken cancellationToken) => In(() =>
    {
        if (_runs.Keys.Any(key => key.Scoring == scoring && key.AsOf > asOf))
            throw new InvalidOperationException("A later run is stored.");
        if (!_runs.TryGetValue((scoring, asOf), out Run? run))
        {
            foreach (Part left in _runs.Where(other => other.Key.Scoring == scoring && other.Key.AsOf < asOf).SelectMany(other => other.Value.Parts))
                left.Worker = left.Stored.IsDone ? left.Worker : "";
            run = new() { Stored = new(scoring, asOf, partCount, profile, null, null) };
            run.Parts.AddRange(Enumerable.Range(0, partCount).Select(i => new Part { Stored = new(scoring, asOf, i, null, 0, null, false) }));
            _runs.Add((scoring, asOf), run);
        }
        return run.Stored;
    });

    public Task<RunPart?> ClaimPartAsync(
        StoredRun run, string worker, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) => In(() =>
    {
        List<Part> parts = _runs[(run.Scoring, run.AsOf)].Parts;
        Part? free = parts.Find(part => part.Worker == worker && !part.Stored.IsDone)
            ?? parts.Find(part => !part.Stored.IsDone && (part.Worker is null || part.Until < now));
        if (free is null)
            return null;
        (free.Worker, free.Until, free.Stored) = (worker, until, free.Stored with { Worker = worker });
        return free.Stored;
    });

    public Task<IReadOnlyDictionary<string, CustomerState>> ReadStatesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyDictionary<string, CustomerState>)customerIds.Where(id => _states.ContainsKey((scoring, id)))
            .ToDictionary(id => id, id => _states[(scoring, id)], StringComparer.Ordinal));

    public Task<bool> WriteAsync(
        RunPart part, IReadOnlyList<TrackedCustomer> customers, DateTimeOffset until, CancellationToken cancellationToken) => In(() =>
    {
        Part stored = _runs[(part.Scoring, part.AsOf)].Parts[part.Index];
        if (stored.Worker != part.Worker)
            return false;
        if (stored.Stored == part)
        {
            stored.Until = until;
            return true;
        }
        if (stored.Stored.IsDone)
            return false;
        (stored.Stored, stored.Until) = (part, until);
        foreach (TrackedCustomer customer in customers)
        {
            _states[(part.Scoring, customer.CustomerId)] = new(part.AsOf, part.Worker!, customer.StateJson);
            _rows[(part.Scoring, customer.CustomerId)] = new(customer.CustomerId, part.AsOf, customer.Tier, customer.Score.Value, customer.Weight,
                customer.Score.Segment, customer.Driver);
            _scores.Add((part.Scoring, customer.CustomerId, part.AsOf, new(customer.Tier, customer.Weight, customer.Score)));
            _events.AddRange(customer.Events.Select(one => new Event { Stored = one }));
        }
        return true;
    });

    public Task ReleasePartAsync(RunPart part, CancellationToken cancellationToken) => In(() =>
    {
        Part stored = _runs[(part.Scoring, part.AsOf)].Parts[part.Index];
        if (stored.Worker == part.Worker && !stored.Stored.IsDone)
            stored.Worker = null;
        return 0;
    });

    public Task ReopenPartsAsync(StoredRun run, CancellationToken cancellationToken) => In(() =>
    {
        foreach (Part part in _runs[(run.Scoring, run.AsOf)].Parts.Where(part => part.Stored is { IsDone: true, CustomerCount: 0 }))
            (part.Stored, part.Worker) = (part.Stored with { IsDone = false }, null);
        return 0;
    });

    public Task<IReadOnlyList<RunPart>> ReadPartsAsync(StoredRun run, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<RunPart>)[.. _runs[(run.Scoring, run.AsOf)].Parts.Select(part => part.Stored)]);

    public Task<bool> PublishAsync(StoredRun run, CancellationToken cancellationToken) => In(() =>
    {
        if (run.PublishedAt is null || run.Summary is null)
            throw new ArgumentException("The run has no time or no summary.", nameof(run));
        Run stored = _runs[(run.Scoring, run.AsOf)];
        if (!stored.Parts.TrueForAll(part => part.Stored.IsDone))
            throw new InvalidOperationException("A part is not done.");
        if (stored.Stored.PublishedAt is not null)
            return false;
        stored.Stored = run;
        foreach (Event waiting in _events.Where(one =>
            one.Stored.Scoring == run.Scoring && one.Stored.AsOf <= run.AsOf && one.Status == Status.Unpublished))
            waiting.Status = Status.Open;
        return true;
    });

    public Task<IReadOnlyList<StoredRun>> ReadRunsAsync(
        string scoring, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<StoredRun>)[.. _runs.Values.Select(run => run.Stored)
            .Where(run => run.Scoring == scoring && run.AsOf >= first && run.AsOf <= last).OrderBy(run => run.AsOf)]);

    public Task<StoredRun?> ReadLastRunAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken) =>
        In(() => _runs.Values.Select(run => run.Stored).Where(run => run.Scoring == scoring && run.AsOf < before && run.PublishedAt is not null)
            .MaxBy(run => run.AsOf));

    public Task<IReadOnlyList<HealthEvent>> ClaimEventsAsync(
        string scoring, string worker, int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) => In(() =>
    {
        Event[] open =
        [
            .. _events.Where(one => one.Stored.Scoring == scoring && one.Status == Status.Open)
                .OrderBy(one => one.Stored.AsOf).ThenBy(one => one.Stored.CustomerId, StringComparer.Ordinal).ThenBy(one => one.Stored.Ordinal),
        ];
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var taken = new List<HealthEvent>();
        foreach (Event one in open)
        {
            bool isFree = one.Worker == worker || (one.Worker is null ? !(one.Until > now) : one.Until < now);
            if (!isFree)
                blocked.Add(one.Stored.CustomerId);
            if (!isFree || blocked.Contains(one.Stored.CustomerId))
                continue;
            if (taken.Count == count)
                break;
            (one.Worker, one.Until) = (worker, until);
            taken.Add(one.Stored);
        }
        return (IReadOnlyList<HealthEvent>)taken;
    });

    public Task<bool> AcknowledgeAsync(HealthEvent handled, string worker, DateTimeOffset at, CancellationToken cancellationToken) => In(() =>
    {
        Event stored = Find(handled);
        if (stored.Worker != worker)
            return false;
        stored.Status = Status.Handled;
        return true;
    });

    public Task<bool> PostponeAsync(HealthEvent failed, string worker, DateTimeOffset? again, CancellationToken cancellationToken) => In(() =>
    {
        Event stored = Find(failed);
        if (stored.Worker != worker || stored.Status != Status.Open)
            return false;
        stored.Stored = failed with { Failures = failed.Failures + 1 };
        (stored.Worker, stored.Until) = (null, again);
        if (again is null)
            stored.Status = Status.GivenUp;
        else
        {
            foreach (Event later in _events.Where(one =>
                one.Worker == worker && one.Status == Status.Open && one.Stored.CustomerId == failed.CustomerId))
                (later.Worker, later.Until) = (null, null);
        }
        return true;
    });

    public Task<IReadOnlyList<HealthEvent>> ReadEventsAsync(
        string scoring, IReadOnlyCollection<string> customerIds, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<HealthEvent>)[.. Published(scoring)
            .Where(one => customerIds.Contains(one.CustomerId) && one.AsOf >= first && one.AsOf <= last)
            .OrderBy(one => one.AsOf).ThenBy(one => one.CustomerId, StringComparer.Ordinal).ThenBy(one => one.Ordinal)]);

    public Task<IReadOnlyList<TierMove>> ReadTierMovesAsync(string scoring, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<TierMove>)[.. Published(scoring)
            .Where(one => one.AsOf == asOf && one.Kind == HealthEventKind.TierChanged)
            .Where(_ => _runs[(scoring, asOf)].Stored.PublishedAt is not null).GroupBy(one => (one.FromTier, one.ToTier))
            .Select(moved => new TierMove(moved.Key.FromTier, moved.Key.ToTier, moved.Count()))]);

    public Task<IReadOnlyList<CustomerScore>> ReadScoresAsync(
        string scoring, DateTimeOffset asOf, string? after, int count, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<CustomerScore>)[.. _scores.Where(one => one.Scoring == scoring && one.AsOf == asOf)
            .Where(one => after is null || string.CompareOrdinal(one.Id, after) > 0)
            .OrderBy(one => one.Id, StringComparer.Ordinal).Take(count).Select(one => new CustomerScore(one.Id, one.Past))]);

    public Task<IReadOnlyList<PastScore>> ReadHistoryAsync(
        string scoring, string customerId, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<PastScore>)[.. _scores
            .Where(one => one.Scoring == scoring && one.Id == customerId && one.AsOf >= first && one.AsOf <= last)
            .OrderBy(one => one.AsOf).Select(one => one.Past)]);

    public Task<CustomerPage> ReadCustomersAsync(string scoring, CustomerFilter filter, CancellationToken cancellationToken) => In(() =>
    {
        double? Key(CustomerRow row) => filter.Order == CustomerOrder.WeightDescending ? -row.Weight : row.Score;
        CustomerRow[] ordered =
        [
            .. _rows.Where(one => one.Key.Scoring == scoring).Select(one => one.Value)
                .OrderBy(row => Key(row) is null).ThenBy(Key).ThenBy(row => row.CustomerId, StringComparer.Ordinal)
                .Where(row => (filter.Tier is null || row.Tier == filter.Tier) && (!filter.WithoutTier || row.Tier is null)
                    && (filter.Segment is null || row.Segment == filter.Segment) && (filter.Driver is null || row.Driver == filter.Driver)
                    && (filter.Ids is null || filter.Ids.Contains(row.CustomerId)) && (filter.Since is null || row.AsOf >= filter.Since)
                    && ((filter.DueSince is null && filter.Action is null) || Published(scoring).Any(one => one.CustomerId == row.CustomerId
                        && one.Action is not null && (filter.Action is null || one.Action == filter.Action)
                        && (filter.DueSince is null || one.AsOf >= filter.DueSince)))),
        ];
        int first = filter.After is { } after ? Array.FindIndex(ordered, row => row.CustomerId == after.CustomerId) + 1 : 0;
        CustomerRow[] page = [.. ordered.Skip(first).Take(filter.Count)];
        return new CustomerPage(page, first + page.Length < ordered.Length ? filter.PositionOf(page[^1]) : null);
    });

    public Task AddOverrideAsync(string scoring, StoredOverride added, CancellationToken cancellationToken) => In(() =>
    {
        if (!_overrides.Exists(one => one.Override.Id == added.Id))
            _overrides.Add((scoring, added));
        return 0;
    });

    public Task<bool> EndOverrideAsync(string scoring, string id, DateTimeOffset at, CancellationToken cancellationToken) => In(() =>
    {
        int index = _overrides.FindIndex(one => one.Scoring == scoring && one.Override.Id == id && one.Override.Override.Until > at);
        if (index < 0)
            return false;
        StoredOverride ended = _overrides[index].Override;
        ScoreOverride was = ended.Override;
        _overrides.RemoveAt(index);
        if (was.From < at)
        {
            ScoreOverride shorter = was.Tier is null
                ? ScoreOverride.OfScore(was.Score.GetValueOrDefault(), was.Reason, was.Author, was.From, at)
                : ScoreOverride.OfTier(was.Tier, was.Reason, was.Author, was.From, at);
            _overrides.Add((scoring, ended with { Override = shorter }));
        }
        return true;
    });

    public Task<IReadOnlyList<StoredOverride>> ReadOverridesAsync(
        string scoring, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken) =>
        In(() => (IReadOnlyList<StoredOverride>)[.. _overrides.Where(one => one.Scoring == scoring && customerIds.Contains(one.Override.CustomerId))
            .Select(one => one.Override).OrderBy(one => one.Override.From).ThenBy(one => one.Id, StringComparer.Ordinal)]);

    public Task PurgeCustomerAsync(string customerId, CancellationToken cancellationToken) => In(() =>
    {
        foreach ((string Scoring, string Id) key in _states.Keys.Where(key => key.Id == customerId).ToArray())
        {
            _states.Remove(key);
            _rows.Remove(key);
        }
        _scores.RemoveAll(one => one.Id == customerId);
        _events.RemoveAll(one => one.Stored.CustomerId == customerId);
        _overrides.RemoveAll(one => one.Override.CustomerId == customerId);
        return 0;
    });

    public Task TrimAsync(string scoring, DateTimeOffset before, CancellationToken cancellationToken) => In(() =>
    {
        DateTimeOffset last = _runs.Keys.Where(key => key.Scoring == scoring).Select(key => key.AsOf).DefaultIfEmpty().Max();
        foreach ((string Scoring, DateTimeOffset AsOf) key in _runs.Keys
            .Where(key => key.Scoring == scoring && key.AsOf < before && key.AsOf < last).ToArray())
            _runs.Remove(key);
        _scores.RemoveAll(one => one.Scoring == scoring && one.AsOf < before);
        _events.RemoveAll(one => one.Stored.Scoring == scoring && one.Stored.AsOf < before && one.Status is Status.Handled or Status.GivenUp);
        _overrides.RemoveAll(one => one.Scoring == scoring && one.Override.Override.Until < before);
        return 0;
    });

    private IEnumerable<HealthEvent> Published(string scoring) =>
        _events.Where(one => one.Status != Status.Unpublished).Select(one => one.Stored).Where(one => one.Scoring == scoring);

    private Event Find(HealthEvent of) => _events.Single(one => (one.Stored.Scoring, one.Stored.CustomerId, one.Stored.AsOf, one.Stored.Ordinal)
        == (of.Scoring, of.CustomerId, of.AsOf, of.Ordinal));

    private Task<T> In<T>(Func<T> call)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(call());
            }
            catch (Exception exception)
            {
                return Task.FromException<T>(exception);
            }
        }
    }

    private enum Status
    {
        Unpublished,
        Open,
        Handled,
        GivenUp,
    }

    private sealed class Run
    {
        public required StoredRun Stored { get; set; }

        public List<Part> Parts { get; } = [];
    }

    private sealed class Part
    {
        public required RunPart Stored { get; set; }

        public string? Worker { get; set; }

        public DateTimeOffset? Until { get; set; }
    }

    private sealed class Event
    {
        public required HealthEvent Stored { get; set; }

        public Status Status { get; set; }

        public string? Worker { get; set; }

        public DateTimeOffset? Until { get; set; }
    }
}
