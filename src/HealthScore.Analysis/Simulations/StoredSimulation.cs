using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>
/// What a <see cref="SimulationResult{TCustomer}"/> says, without the two profiles and the host's customers. A host stores it to show it again, such
/// as next to the change of the profile that it was made for.
/// </summary>
/// <remarks>System.Text.Json writes and reads it as <see cref="ToJson"/> and <see cref="Parse"/> do.</remarks>
[JsonConverter(typeof(SimulationConverter))]
public sealed class StoredSimulation
{
    private readonly SimulationData _data;

    internal StoredSimulation(SimulationData data)
    {
        _data = data;
        Matrix = Array.AsReadOnly([.. data.Matrix.Select(cell => new TierMigration(cell))]);
        Causes = Array.AsReadOnly([.. data.Causes.Select(cause => new SimulationCause(cause))]);
        Movers = Array.AsReadOnly([.. data.Movers.Select(mover => new SimulatedMover(mover))]);
        MoversScored = data.Count(SimulationText.IsScoredMove);
        if (!data.Rows().SequenceEqual(data.Columns(), StringComparer.Ordinal))
            return;
        string?[] tiers = [.. data.Rows()];
        MovedUp = data.Count(cell => SimulationText.IsScoredMove(cell) && Array.IndexOf(tiers, cell.After) > Array.IndexOf(tiers, cell.Before));
        MovedDown = MoversScored - MovedUp;
    }

    /// <summary>The name of the profile before the change.</summary>
    public string NameBefore => _data.Before.Profile;

    /// <summary>The name of the profile after the change.</summary>
    public string NameAfter => _data.After.Profile;

    /// <summary>The fingerprint of the profile before the change.</summary>
    public string FingerprintBefore => _data.Before.Fingerprint;

    /// <summary>The fingerprint of the profile after the change.</summary>
    public string FingerprintAfter => _data.After.Fingerprint;

    /// <inheritdoc cref="SimulationResult{TCustomer}.AsOf"/>
    public DateTimeOffset AsOf => _data.AsOf;

    /// <inheritdoc cref="SimulationResult{TCustomer}.Customers"/>
    public long Customers => _data.Customers;

    /// <inheritdoc cref="SimulationResult{TCustomer}.FaultyCustomers"/>
    public long FaultyCustomers => _data.FaultyCustomers;

    /// <inheritdoc cref="SimulationResult{TCustomer}.Matrix"/>
    public IReadOnlyList<TierMigration> Matrix { get; }

    /// <inheritdoc cref="SimulationResult{TCustomer}.Moved"/>
    public long Moved => _data.Moved;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MovedShare"/>
    public double? MovedShare => Customers > 0 ? (double)Moved / Customers : null;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MovedUp"/>
    public long? MovedUp { get; }

    /// <inheritdoc cref="SimulationResult{TCustomer}.MovedDown"/>
    public long? MovedDown { get; }

    /// <inheritdoc cref="SimulationResult{TCustomer}.Weight"/>
    public double? Weight => _data.Weight;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MovedWeight"/>
    public double? MovedWeight => _data.MovedWeight;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MovedWeightShare"/>
    public double? MovedWeightShare => Weight > 0 ? MovedWeight / Weight : null;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MeanScoreBefore"/>
    public double? MeanScoreBefore => _data.MeanScoreBefore;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MeanScoreAfter"/>
    public double? MeanScoreAfter => _data.MeanScoreAfter;

    /// <summary>The customers that change tier, in the order of the source, as many as the simulation listed.</summary>
    public IReadOnlyList<SimulatedMover> Movers { get; }

    /// <summary>How many customers change tier and are not among <see cref="Movers"/>.</summary>
    public long MoversNotListed => Moved - Movers.Count;

    /// <inheritdoc cref="SimulationResult{TCustomer}.MoversScored"/>
    public long MoversScored { get; }

    /// <inheritdoc cref="SimulationResult{TCustomer}.MeanChange"/>
    public double? MeanChange => _data.MeanChange;

    /// <inheritdoc cref="SimulationResult{TCustomer}.Causes"/>
    public IReadOnlyList<SimulationCause> Causes { get; }

    /// <summary>Reads a stored simulation that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The stored simulation.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such simulation; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static StoredSimulation Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(SimulationReader.Read(json));
    }

    /// <summary>Writes the stored simulation as JSON that <see cref="Parse"/> reads back.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => SimulationReader.Write(_data);

    /// <inheritdoc cref="SimulationResult{TCustomer}.Explain"/>
    public string Explain() => SimulationText.Of(this);

    /// <inheritdoc cref="SimulationResult{TCustomer}.ToString"/>
    public override string ToString() => SimulationText.Headline(this);

    internal StoredSimulation With(IEnumerable<StoredMover> movers) => new(_data.With(movers));
}
