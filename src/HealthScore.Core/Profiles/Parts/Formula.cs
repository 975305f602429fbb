namespace HealthScoring;

/// <summary>How metrics join into a dimension, or dimensions into the score.</summary>
/// <remarks>The semantics of each formula are in the documentation's page on semantics.</remarks>
public sealed class Formula
{
    private Formula(FormulaKind kind, double initialPoints = 0)
    {
        Kind = kind;
        InitialPoints = initialPoints + 0.0;
    }

    /// <summary>The weighted mean of the present parts; weights of missing parts drop out. The default.</summary>
    public static Formula WeightedMean { get; } = new(FormulaKind.WeightedMean);

    /// <summary>The weakest present part; weights only decide whether a part counts (above 0) and its share of the coverage.</summary>
    public static Formula Lowest { get; } = new(FormulaKind.Lowest);

    /// <summary>Which formula it is.</summary>
    public FormulaKind Kind { get; }

    /// <summary>The points before any part is added; always 0 except under <see cref="FormulaKind.Points"/>.</summary>
    public double InitialPoints { get; }

    /// <summary>
    /// An additive scorecard: <paramref name="initialPoints"/> plus the points of every present part, which may be negative, clamped to
    /// 0..100 at the end. Weights only decide whether a part counts (above 0) and its share of the coverage.
    /// </summary>
    /// <param name="initialPoints">The points before any part is added, within ±1e9; a profile with others is refused.</param>
    /// <returns>The formula.</returns>
    public static Formula Points(double initialPoints = 0) => new(FormulaKind.Points, initialPoints);
}
