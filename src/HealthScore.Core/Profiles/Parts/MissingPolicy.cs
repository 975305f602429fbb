namespace HealthScoring;

/// <summary>What happens when a metric is missing for a customer. Under every policy a missing metric lowers the coverage.</summary>
public sealed class MissingPolicy
{
    private MissingPolicy(MissingPolicyKind kind, double points = 0)
    {
        Kind = kind;
        FixedPoints = points + 0.0;
    }

    /// <summary>The metric's weight drops out; the dimension is the mean of its other metrics. The default.</summary>
    public static MissingPolicy Exclude { get; } = new(MissingPolicyKind.Exclude);

    /// <summary>The customer is unscored, with that reason.</summary>
    public static MissingPolicy Required { get; } = new(MissingPolicyKind.Required);

    /// <summary>Which policy it is.</summary>
    public MissingPolicyKind Kind { get; }

    /// <summary>The points a missing metric counts with; 0 and without meaning except under <see cref="MissingPolicyKind.Points"/>.</summary>
    public double FixedPoints { get; }

    /// <summary>The metric counts with fixed points, at its full weight.</summary>
    /// <param name="points">The points, 0 to 100 (any number within ±1e9 where the formula is <see cref="FormulaKind.Points"/>).</param>
    /// <returns>The policy.</returns>
    public static MissingPolicy Points(double points) => new(MissingPolicyKind.Points, points);
}
