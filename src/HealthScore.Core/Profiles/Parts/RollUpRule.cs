namespace HealthScoring;

/// <summary>How the scores of child accounts make the score of their parent.</summary>
public enum RollUpRule
{
    /// <summary>The mean of the children's scores, each counting by its weight. The default.</summary>
    WeightedMean,

    /// <summary>The lowest score of a child; weights only say which children count.</summary>
    Lowest,

    /// <summary>100 less the percentage of the children's weight that is in a tier below <see cref="ParentRules.Below"/>.</summary>
    ShareBelow,
}
