using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A better tier whose customers fared worse than those of the tier below.</summary>
public sealed class TierInversion
{
    internal TierInversion(TierOutcome below, TierOutcome above, double p, double adjustedP) =>
        (Below, Above, P, AdjustedP) = (below, above, p, adjustedP);

    /// <summary>The tier below.</summary>
    public TierOutcome Below { get; }

    /// <summary>The better tier, which fared worse.</summary>
    public TierOutcome Above { get; }

    /// <summary>
    /// The probability of rates at least as far apart where the tiers are alike (R. A. Fisher's exact test, two-sided, by customers).
    /// </summary>
    public double P { get; }

    /// <summary>It, corrected for the number of neighbouring tiers (Y. Benjamini and Y. Hochberg).</summary>
    public double AdjustedP { get; }

    /// <summary>The inversion in a line.</summary>
    /// <returns>As in <c>steady fared worse than at-risk: 12.0 % against 9.0 % (p 0.412)</c>, with the corrected probability.</returns>
    public override string ToString() => $"{Above.Tier} fared worse than {Below.Tier}: {Number.Percent(Above.Rate.GetValueOrDefault())} "
        + $"against {Number.Percent(Below.Rate.GetValueOrDefault())} (p {Fraction.Probability(AdjustedP)})";
}
