namespace HealthScoring.Analysis;

/// <summary>A customer whose tier differs after a change of the profile.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>Keeps its customer alive.</remarks>
public sealed class SimulationMover<TCustomer>
{
    internal SimulationMover(long position, TCustomer customer, SimulatedScore before, SimulatedScore after)
    {
        (Position, Customer) = (position, customer);
        (ScoreBefore, TierBefore) = (before.Score.Value, before.Tier);
        (ScoreAfter, TierAfter) = (after.Score.Value, after.Tier);
        Change = $"{before} → {after}";
    }

    /// <summary>The customer's position in the source, from 0.</summary>
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

    /// <summary>The customer's position, and its scores as they print themselves.</summary>
    /// <returns>As in <c>customer 1: 60.0 (high) → 45.0 (low)</c>.</returns>
    public override string ToString() => SimulationText.Mover(Position, name: null, Change);

    internal string Change { get; }
}
