using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>What child accounts are together, and how much of them that says.</summary>
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

    /// <summary>The value in a line, rounded to about five digits, and how many children it is from.</summary>
    /// <returns>As in <c>70 from 3 of 5 children</c> or <c>no value from 0 of 2 children</c>.</returns>
    public override string ToString()
    {
        string children = ScoredChildren + UnscoredChildren == 1 ? "1 child" : $"{Number.Count(ScoredChildren + UnscoredChildren)} children";
        return $"{(Value is { } value ? Number.Raw(value) : "no value")} from {Number.Count(ScoredChildren)} of {children}";
    }
}
