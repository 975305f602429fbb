namespace HealthScoring;

/// <summary>
/// What happens when a metric has a fault for a customer: it threw, so that its value is not known, which is not the same as no value. Whatever is
/// chosen, the metric is missing to guardrails and segments, and a fault lowers the coverage.
/// </summary>
public sealed class FaultPolicy
{
    private FaultPolicy(FaultPolicyKind kind, double points = 0)
    {
        Kind = kind;
        FixedPoints = points + 0.0;
    }

    /// <summary>The metric counts as missing: its missing policy applies. The default.</summary>
    public static FaultPolicy AsMissing { get; } = new(FaultPolicyKind.AsMissing);

    /// <summary>The customer is unscored, with that reason.</summary>
    public static FaultPolicy Required { get; } = new(FaultPolicyKind.Required);

    /// <summary>Which policy it is.</summary>
    public FaultPolicyKind Kind { get; }

    /// <summary>The points a metric with a fault counts with; 0 and without meaning except under <see cref="FaultPolicyKind.Points"/>.</summary>
    public double FixedPoints { get; }

    /// <summary>The metric counts with fixed points, at its full weight.</summary>
    /// <param name="points">The points, 0 to 100 (any number within ±1e9 where the formula is <see cref="FormulaKind.Points"/>).</param>
    /// <returns>The policy.</returns>
    public static FaultPolicy Points(double points) => new(FaultPolicyKind.Points, points);

    /// <summary>The missing policy that does the same.</summary>
    internal MissingPolicy Instead(MissingPolicy missing) => Kind switch
    {
        FaultPolicyKind.Points => MissingPolicy.Points(FixedPoints),
        FaultPolicyKind.Required => MissingPolicy.Required,
        _ => missing,
    };
}
