namespace HealthScoring.Analysis;

/// <summary>A mover of a stored simulation: a customer by its position, and by a name where the host gave one.</summary>
public sealed class SimulatedMover
{
    private readonly StoredMover _stored;

    internal SimulatedMover(StoredMover stored) => _stored = stored;

    /// <summary>The customer's position in the source, from 0.</summary>
    public long Position => _stored.Position;

    /// <summary>What the host calls the customer; <see langword="null"/> where it gave no name.</summary>
    public string? Customer => _stored.Customer;

    /// <summary>The score under the profile before, 0 to 100; <see langword="null"/> for unscored.</summary>
    public double? ScoreBefore => _stored.ScoreBefore;

    /// <summary>The score under the profile after, 0 to 100; <see langword="null"/> for unscored.</summary>
    public double? ScoreAfter => _stored.ScoreAfter;

    /// <summary>The tier under the profile before; <see langword="null"/> for unscored.</summary>
    public string? TierBefore => _stored.TierBefore;

    /// <summary>The tier under the profile after; <see langword="null"/> for unscored.</summary>
    public string? TierAfter => _stored.TierAfter;

    /// <summary>The customer, and its scores as they printed themselves.</summary>
    /// <returns>As in <c>Globex: 60.0 (high) → 45.0 (low)</c>, or <c>customer 1: …</c> where it has no name.</returns>
    public override string ToString() => SimulationText.Mover(Position, Customer, _stored.Change);
}
