namespace HealthScoring.Analysis;

/// <summary>
/// What is known of one time as a customer, from the start to the end or to the last look. Who came back has several, under one id.
/// </summary>
public sealed record CustomerHistory
{
    /// <summary>Tells a history.</summary>
    /// <param name="customer">The id, as in the snapshots.</param>
    /// <param name="since">When it became a customer.</param>
    /// <param name="observedUntil">
    /// Up to when its outcomes are known; later than all is known, such as <see cref="DateTimeOffset.MaxValue"/>, is cut to what the book knows.
    /// </param>
    /// <param name="churned">When it left; <see langword="null"/> where it has not.</param>
    /// <param name="expanded">When it bought more; nothing if not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    public CustomerHistory(string customer, DateTimeOffset since, DateTimeOffset observedUntil, DateTimeOffset? churned = null,
        IReadOnlyList<Expansion>? expanded = null)
    {
        ArgumentNullException.ThrowIfNull(customer);
        (Customer, Since, ObservedUntil, Churned, Expanded) = (customer, since, observedUntil, churned, expanded ?? []);
    }

    /// <summary>The id, as in the snapshots.</summary>
    public string Customer { get; }

    /// <summary>When it became a customer.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Up to when its outcomes are known. Whoever leaves observation otherwise, such as by a merger, is not known from then on.</summary>
    public DateTimeOffset ObservedUntil { get; private init; }

    /// <summary>When it left, or <see langword="null"/>.</summary>
    public DateTimeOffset? Churned { get; private init; }

    /// <summary>When it bought more, and how much.</summary>
    public IReadOnlyList<Expansion> Expanded { get; private init; }

    /// <summary>The history as it was known at a time: without what came later.</summary>
    internal CustomerHistory KnownAt(DateTimeOffset time) => this with
    {
        ObservedUntil = ObservedUntil < time ? ObservedUntil : time,
        Churned = Churned <= time ? Churned : null,
        Expanded = Expanded.Any(expansion => expansion.At > time) ? [.. Expanded.Where(expansion => expansion.At <= time)] : Expanded,
    };
}
