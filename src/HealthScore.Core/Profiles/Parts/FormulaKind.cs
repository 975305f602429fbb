namespace HealthScoring;

/// <summary>How parts are joined into one number.</summary>
public enum FormulaKind
{
    /// <summary>The weighted mean of the present parts.</summary>
    WeightedMean,

    /// <summary>An additive scorecard: initial points plus the points of every present part.</summary>
    Points,

    /// <summary>The weakest present part.</summary>
    Lowest,
}
