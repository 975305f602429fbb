using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>How well the score separates where each row counts by what its customer pays.</summary>
public sealed class WeightedSeparation
{
    internal WeightedSeparation(WeightedConcordance pairs, double weight, double eventWeight) =>
        (Auc, StandardError, Weight, EventWeight) = (pairs.Auc, pairs.StandardError, weight, eventWeight);

    /// <summary>As <see cref="Separation.Auc"/>, with pairs that count by the product of what both pay.</summary>
    public double Auc { get; }

    /// <summary>Its standard error, by customers.</summary>
    public double StandardError { get; }

    /// <summary>What all rows' customers pay.</summary>
    public double Weight { get; }

    /// <summary>What those with the outcome pay.</summary>
    public double EventWeight { get; }

    /// <summary>The AUC with 1.96 standard errors: its 95 % interval.</summary>
    /// <returns>As in <c>AUC by revenue 0.741 ± 0.039</c>.</returns>
    public override string ToString() => $"AUC by revenue {Fraction.Text(Auc)} ± {Fraction.Text(Separation.Z95 * StandardError)}";
}
