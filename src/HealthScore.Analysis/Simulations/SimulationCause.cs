using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>One reason why the scores of the customers that change tier have changed.</summary>
public sealed class SimulationCause
{
    internal SimulationCause(StoredCause stored) =>
        (Kind, Name, MeanChange, Customers) = (stored.Kind, stored.Name, stored.MeanChange, stored.Customers);

    /// <summary>The kind of cause.</summary>
    public SimulationCauseKind Kind { get; }

    /// <summary>The name of the metric or guardrail; <see langword="null"/> for the other kinds.</summary>
    public string? Name { get; }

    /// <summary>
    /// By how many points of the score it changes a mover on average, over all movers that are scored before and after: negative where it
    /// lowers scores.
    /// </summary>
    public double MeanChange { get; }

    /// <summary>How many of those movers it changes at all.</summary>
    public long Customers { get; }

    /// <summary>The cause in a line; points are rounded to one decimal.</summary>
    /// <returns>As in <c>nps: -3.1 points on average, 500 movers</c>.</returns>
    public override string ToString() => $"{Kind switch
    {
        SimulationCauseKind.Metric => Name,
        SimulationCauseKind.Guardrail => $"guardrail {Name}",
        SimulationCauseKind.Segment => "another segment",
        _ => "other points",
    }}: {Number.Signed(MeanChange)} points on average, {Number.Counted(Customers, "mover")}";
}
