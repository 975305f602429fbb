using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The histories of all customers as they were known at one time, each customer's in order.</summary>
internal sealed class Spells
{
    private readonly Dictionary<string, CustomerHistory[]> _histories;
    private readonly HashSet<string> _customers = new(StringComparer.Ordinal);

    /// <summary>Takes what was known of histories; of those that began later no more than that there is such a customer.</summary>
    public Spells(IEnumerable<CustomerHistory> histories, DateTimeOffset knownAt, OutcomeErrors errors)
    {
        List<CustomerHistory> known = [];
        int position = 0;
        foreach (CustomerHistory history in histories)
        {
            int at = position++;
            if (history is null)
            {
                errors.Add(OutcomeErrorKind.NoName, () => new($"history {Number.Text(at)}", null, null, "it is null", "leave it out"));
                continue;
            }
            if (string.IsNullOrWhiteSpace(history.Customer))
            {
                errors.Add(OutcomeErrorKind.NoName, () => new($"history {Number.Text(at)}", null, "\"\"", "its customer has no name",
                    "give the id that its snapshots have"));
                continue;
            }
            _customers.Add(history.Customer);
            if (history.Since > knownAt)
                continue;
            CustomerHistory cut = history.KnownAt(knownAt);
            CheckOrder(cut, errors);
            known.Add(cut);
        }
        _histories = known.GroupBy(history => history.Customer, StringComparer.Ordinal)
            .ToDictionary(own => own.Key, own => own.OrderBy(history => history.Since).ToArray(), StringComparer.Ordinal);
        foreach ((string customer, CustomerHistory[] own) in _histories)
        {
            for (int i = 1; i < own.Length; i++)
            {
                (CustomerHistory first, CustomerHistory next) = (own[i - 1], own[i]);
                if (first.Churned is null || first.Churned > next.Since)
                {
                    errors.Add(OutcomeErrorKind.Overlap, () => new(PathOf(customer), null, null,
                        $"it began on {TimeText.Minute(first.Since)} and on {TimeText.Minute(next.Since)} without leaving in between",
                        "give each time as a customer once, and say when the earlier one ended"));
                }
            }
        }
    }

    /// <summary>Whether a customer has a history, if only one that began later.</summary>
    public bool Has(string customer) => _customers.Contains(customer);

    /// <summary>
    /// The history that a snapshot is judged by: the one that holds then; between two, or after the last, the one before. Before the first there is
    /// none.
    /// </summary>
    public CustomerHistory? At(string customer, DateTimeOffset time) =>
        _histories.TryGetValue(customer, out CustomerHistory[]? own) ? own.LastOrDefault(history => history.Since <= time) : null;

    private static string PathOf(string customer) => $"history of {Excerpt.OfValue(customer)}";

    private static void CheckOrder(CustomerHistory history, OutcomeErrors errors)
    {
        string since = TimeText.Minute(history.Since);
        if (history.Churned < history.Since)
        {
            errors.Add(OutcomeErrorKind.Order, () => new(PathOf(history.Customer), null, null,
                $"it left on {TimeText.Minute(history.Churned.Value)}, before it began on {since}", "give the later time as the end"));
        }
        if (history.ObservedUntil < history.Since)
        {
            errors.Add(OutcomeErrorKind.Order, () => new(PathOf(history.Customer), null, null,
                $"it was observed until {TimeText.Minute(history.ObservedUntil)}, before it began on {since}",
                "say up to when its outcomes are known"));
        }
        foreach (Expansion expansion in history.Expanded)
        {
            if (expansion.At < history.Since)
            {
                errors.Add(OutcomeErrorKind.Order, () => new(PathOf(history.Customer), null, null,
                    $"it bought more on {TimeText.Minute(expansion.At)}, before it began on {since}", "give a time while it was a customer"));
            }
            if (!double.IsFinite(expansion.Amount))
            {
                errors.Add(OutcomeErrorKind.Weight, () => new(PathOf(history.Customer), null, Number.Text(expansion.Amount),
                    $"{Number.Text(expansion.Amount)} is no amount", "give a finite number"));
            }
        }
    }
}
