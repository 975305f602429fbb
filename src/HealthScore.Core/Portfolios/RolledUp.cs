namespace HealthScoring.Portfolios;

/// <summary>What child accounts are together, and how much of them that says.</summary>
/// <remarks>Immutable.</remarks>
public sealed class RolledUp
{
    internal RolledUp(double? value, int scored, int unscored, double scoredWeight, double unscoredWeight)
    {
        Value = value;
        ScoredChildren = scored;
        UnscoredChildren = unscored;
        ScoredWeight = scoredWeight;
        UnscoredWeight = unscoredWeight;
    }

    /// <summary>The value; <see langword="null"/> when no scored child has a weight above 0.</summary>
    public double? Value { get; }

    /// <summary>How many children have a score.</summary>
    public int ScoredChildren { get; }

    /// <summary>How many children have no score. They are not in the value.</summary>
    public int UnscoredChildren { get; }

    /// <summary>The sum of the scored children's weights.</summary>
    public double ScoredWeight { get; }

    /// <summary>The sum of the unscored children's weights.</summary>
    public double UnscoredWeight { get; }
}
