using System.Collections.Concurrent;

namespace HealthScoring.Hosting;

/// <summary>Whose runs a host stores under which name: two types of customers under one name would meet each other's states and events.</summary>
internal sealed class TrackedScorings
{
    private readonly ConcurrentDictionary<string, Type> _customers = new(StringComparer.Ordinal);

    /// <summary>Notes a scoring.</summary>
    /// <exception cref="InvalidOperationException">It is that of another type of customers.</exception>
    public void Add(string scoring, Type customer)
    {
        Type known = _customers.GetOrAdd(scoring, customer);
        if (known == customer)
            return;
        throw new InvalidOperationException($"TrackDaily of {customer.Name} and of {known.Name} store under one name, '{scoring}'; give one of the "
            + "two a name of its own, as in ConfigureRun(run => run.Scoring = \"parents\").");
    }
}
