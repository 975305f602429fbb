namespace HealthScoring.Analysis;

/// <summary>What a proposal may change in curves.</summary>
public enum CurveLearning
{
    /// <summary>Nothing: weights alone are learned.</summary>
    None,

    /// <summary>The points of the knots that are there; their values stay, and what rises goes on rising.</summary>
    Knots,

    /// <summary>As <see cref="Knots"/>, with knots added first where the fifths of the observed values meet.</summary>
    Refined,
}
