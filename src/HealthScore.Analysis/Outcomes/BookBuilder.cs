using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Joins snapshots with histories.</summary>
internal static class BookBuilder
{
    private const double MostWeight = 1e15;

    /// <summary>
    /// The rows in the order of time, then of ids, so that the order of the snapshots has no effect; and what became of the others.
    /// </summary>
    public static (BookRows Rows, (long AsOf, RowStatus Status)[] LeftOut) Build(IEnumerable<Snapshot> snapshots,
        IEnumerable<CustomerHistory> histories, OutcomeWindow window, DateTimeOffset knownAt, Outcome outcome)
    {
        var errors = new OutcomeErrors();
        var spells = new Spells(histories, knownAt, errors);
        Snapshot[] sorted = Sound(snapshots, knownAt, window.Embargo + window.Horizon, spells, errors);
        errors.ThrowIfAny();

        List<Snapshot> kept = [];
        List<RowStatus> outcomes = [];
        List<long> eventTimes = [];
        List<(long, RowStatus)> leftOut = [];
        foreach (Snapshot snapshot in sorted)
        {
            CustomerHistory? history = spells.At(snapshot.Customer, snapshot.AsOf);
            RowStatus status = window.Judge(snapshot.AsOf, history, outcome);
            if (status is RowStatus.Event or RowStatus.NoEvent or RowStatus.NotYetKnown)
            {
                kept.Add(snapshot);
                outcomes.Add(status);
                eventTimes.Add(OutcomeWindow.NextAfter(snapshot.AsOf, history, outcome)?.UtcTicks ?? 0);
            }
            else
            {
                leftOut.Add((snapshot.AsOf.UtcTicks, status));
            }
        }
        return (RowsOf(kept, outcomes, [.. eventTimes]), [.. leftOut]);
    }

    /// <summary>The rows of snapshots whose outcomes nobody asks for, in the order of time, then of ids.</summary>
    public static BookRows Build(IEnumerable<Snapshot> snapshots)
    {
        var errors = new OutcomeErrors();
        Snapshot[] sorted = Sound(snapshots, DateTimeOffset.MaxValue, TimeSpan.Zero, spells: null, errors);
        errors.ThrowIfAny();
        return RowsOf([.. sorted], [.. sorted.Select(_ => RowStatus.NotYetKnown)], []);
    }

    /// <summary>The snapshots of a time when anything was known, sorted; what is wrong with them is added to the errors.</summary>
    private static Snapshot[] Sound(IEnumerable<Snapshot> snapshots, DateTimeOffset knownAt, TimeSpan ahead, Spells? spells, OutcomeErrors errors)
    {
        List<Snapshot> known = [];
        int position = 0;
        foreach (Snapshot snapshot in snapshots)
        {
            int at = position++;
            if (snapshot is null)
                errors.Add(OutcomeErrorKind.NoName, () => new($"snapshot {Number.Text(at)}", null, null, "it is null", "leave it out"));
            // What was measured later was not known.
            else if (snapshot.AsOf <= knownAt && IsSound(snapshot, at, ahead, spells, errors))
                known.Add(snapshot);
        }
        Snapshot[] sorted =
        [
            .. known.OrderBy(snapshot => snapshot.AsOf).ThenBy(snapshot => snapshot.Customer, StringComparer.Ordinal),
        ];
        for (int i = 1; i < sorted.Length; i++)
        {
            Snapshot snapshot = sorted[i];
            if (snapshot.AsOf == sorted[i - 1].AsOf && snapshot.Customer == sorted[i - 1].Customer)
            {
                errors.Add(OutcomeErrorKind.Twice, () => new(PathOf(snapshot), null, null, "there are two snapshots of this customer at this time",
                    "keep one of them"));
            }
        }
        return sorted;
    }

    private static BookRows RowsOf(List<Snapshot> kept, List<RowStatus> outcomes, long[] eventTimes)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] customers = new int[kept.Count];
        for (int row = 0; row < customers.Length; row++)
        {
            if (!numbers.TryGetValue(kept[row].Customer, out customers[row]))
                numbers.Add(kept[row].Customer, customers[row] = numbers.Count);
        }
        return new(customers, [.. kept.Select(snapshot => snapshot.AsOf.UtcTicks)], [.. outcomes], [.. numbers.Keys], SnapshotColumns.Of(kept))
        {
            Segments = kept.Exists(snapshot => snapshot.Segment is not null)
                ? SnapshotColumns.Texts([.. kept.Select(snapshot => snapshot.Segment)]) : default,
            Weights = kept.Exists(snapshot => snapshot.Weight is not null)
                ? [.. kept.Select(snapshot => snapshot.Weight ?? double.NaN)] : [],
            EventTimes = eventTimes,
            Treated = kept.Exists(snapshot => snapshot.Treated) ? [.. kept.Select(snapshot => snapshot.Treated)] : [],
            Overrides = kept.Exists(snapshot => snapshot.Override is not null)
                ? [.. kept.Select(snapshot => snapshot.Override?.Holds(snapshot.AsOf) == true ? snapshot.Override : null)] : [],
        };
    }

    private static bool IsSound(Snapshot snapshot, int position, TimeSpan ahead, Spells? spells, OutcomeErrors errors)
    {
        if (string.IsNullOrWhiteSpace(snapshot.Customer))
        {
            errors.Add(OutcomeErrorKind.NoName, () => new($"snapshot {Number.Text(position)}", null, "\"\"", "its customer has no name",
                "give the id that its history has"));
            return false;
        }
        if (snapshot.AsOf == DateTimeOffset.MinValue || DateTimeOffset.MaxValue - snapshot.AsOf < ahead)
        {
            errors.Add(OutcomeErrorKind.Time, () => new(PathOf(snapshot), null, null, "that is no time of a score",
                "give the time that the score was for"));
            return false;
        }
        if (spells?.Has(snapshot.Customer) == false)
        {
            errors.Add(OutcomeErrorKind.NoHistory, () => new(PathOf(snapshot), null, null, "there is no history of this customer",
                "give one, also for a customer who stayed"));
        }
        if (snapshot.Weight is not (null or (>= 0 and <= MostWeight)))
        {
            string weight = Number.Text(snapshot.Weight.GetValueOrDefault());
            errors.Add(OutcomeErrorKind.Weight, () => new(PathOf(snapshot), null, weight, $"{weight} is no weight",
                "a weight is 0 to 1e15, and none where it is not known"));
        }
        foreach ((string name, Measurement measurement) in snapshot.Values)
        {
            if (measurement.ObservedAt > snapshot.AsOf)
            {
                errors.Add(OutcomeErrorKind.LookAhead, () => new(PathOf(snapshot), null, null,
                    $"'{Excerpt.OfValue(name)}' was observed on {TimeText.Minute(measurement.ObservedAt.Value)}, after the time of the score",
                    "give what was known then"));
            }
        }
        return true;
    }

    private static string PathOf(Snapshot snapshot) => $"snapshot of {Excerpt.OfValue(snapshot.Customer)} at {TimeText.Minute(snapshot.AsOf)}";
}
