namespace HealthScoring.AspNetCore;

/// <summary>A customer as a run measured it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Weight">Its weight; null for none.</param>
/// <param name="Segment">The segment that the host named; null for none.</param>
/// <param name="Measurements">What was measured, by the name of the metric or signal.</param>
/// <param name="Faults">What threw, by the name of the metric or signal.</param>
internal sealed record BookCustomer(string Id, double? Weight, string? Segment, IReadOnlyDictionary<string, Measurement> Measurements,
    IReadOnlyDictionary<string, string> Faults)
{
    /// <summary>A value as the run had it.</summary>
    /// <exception cref="StoredFaultException">What was to measure it threw.</exception>
    public Measurement Measured(string name) =>
        Faults.TryGetValue(name, out string? error) ? throw new StoredFaultException(error) : Measurements.GetValueOrDefault(name);
}
