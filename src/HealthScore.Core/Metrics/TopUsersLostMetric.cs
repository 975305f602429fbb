namespace HealthScoring;

/// <summary>Counts the top users that a customer has lost, and names them (<see cref="ActivityLog{TCustomer}.TopUsersLost"/>).</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class TopUsersLostMetric<TCustomer> : IMetric<TCustomer>
{
    private readonly Func<TCustomer, DateTimeOffset, IReadOnlyList<string>?> _lost;

    internal TopUsersLostMetric(string name, Func<TCustomer, DateTimeOffset, IReadOnlyList<string>?> lost)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _lost = lost;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Measurement Measure(TCustomer customer, DateTimeOffset asOf) => _lost(customer, asOf)?.Count;

    /// <summary>Names the users that <see cref="Measure"/> counts, to show them next to the score.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for.</param>
    /// <returns>The lost users, heaviest first; empty when nobody is lost or the metric is missing.</returns>
    public IReadOnlyList<string> Users(TCustomer customer, DateTimeOffset asOf) => _lost(customer, asOf) ?? [];
}
