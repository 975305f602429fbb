namespace HealthScoring.Reviews;

/// <summary>A customer whose tier is another after a change of the profile.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>Immutable; keeps its customer alive.</remarks>
public sealed class SimulationMover<TCustomer>
{
    internal SimulationMover(long position, TCustomer customer, (double? Score, string? Tier) before, (double? Score, string? Tier) after)
    {
        Position = position;
        Customer = customer;
        (ScoreBefore, TierBefore) = before;
        (ScoreAfter, TierAfter) = after;
    }

    /// <summary>The customer's place in the source, from 0.</summary>
    public long Position { get; }

    /// <summary>The customer.</summary>
    public TCustomer Customer { get; }

    /// <summary>The score under the profile before, 0 to 100; <see langword="null"/> for unscored.</summary>
    public double? ScoreBefore { get; }

    /// <summary>The score under the profile after, 0 to 100; <see langword="null"/> for unscored.</summary>
    public double? ScoreAfter { get; }

    /// <summary>The tier under the profile before; <see langword="null"/> for unscored.</summary>
    public string? TierBefore { get; }

    /// <summary>The tier under the profile after; <see langword="null"/> for unscored.</summary>
    public string? TierAfter { get; }
}
