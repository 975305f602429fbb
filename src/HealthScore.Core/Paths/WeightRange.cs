using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>How far one weight may move.</summary>
public sealed class WeightRange
{
    internal const double LeastWeight = 1e-9;
    internal const double MostWeight = 1e9;

    private WeightRange(string name, bool isDimension, double weight, double lowest, double highest)
    {
        (Name, IsDimension, Weight, Lowest, Highest) = (name, isDimension, weight, lowest, highest);
    }

    /// <summary>The name of the dimension or metric that has the weight.</summary>
    public string Name { get; }

    /// <summary>Whether it is a dimension's weight; otherwise it is a metric's.</summary>
    public bool IsDimension { get; }

    /// <summary>The weight now.</summary>
    public double Weight { get; }

    /// <summary>The lowest weight that is within what was asked, at least 1e-9; unless it is 1e-9, the next smaller number is not.</summary>
    public double Lowest { get; }

    /// <summary>The highest weight that is within what was asked, at most 1e9; unless it is 1e9, the next larger number is not.</summary>
    public double Highest { get; }

    /// <summary><see cref="Lowest"/> as a multiple of the weight, at most 1: 0.5 where it may be halved.</summary>
    public double LowestFactor => Lowest / Weight;

    /// <summary><see cref="Highest"/> as a multiple of the weight, at least 1: 2 where it may be doubled.</summary>
    public double HighestFactor => Highest / Weight;

    /// <summary>Whether every weight above 0 that a profile may have is within what was asked.</summary>
    public bool IsUnlimited => Lowest == LeastWeight && Highest == MostWeight;

    /// <summary>Finds how far a weight may move, by halving between doubles, in about 120 questions at the most.</summary>
    /// <param name="name">The name of the dimension or metric that has the weight.</param>
    /// <param name="isDimension">Whether it is a dimension's weight; otherwise it is a metric's.</param>
    /// <param name="weight">The weight now, 1e-9 to 1e9.</param>
    /// <param name="holds">
    /// Whether another weight is within what is asked. It holds for the weight now, and for no weight farther away than one for which it does not.
    /// </param>
    /// <returns>The range, exact to the last bit.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or outside 1e-9 to 1e9.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="holds"/> is <see langword="null"/>.</exception>
    public static WeightRange Find(string name, bool isDimension, double weight, Func<double, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(holds);
        if (weight is not (>= LeastWeight and <= MostWeight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight that can move goes from 1e-9 to 1e9.");
        double lowest = Curve.Boundary(LeastWeight, weight, holds);
        double highest = holds(MostWeight)
            ? MostWeight
            : Math.BitDecrement(Curve.Boundary(weight, MostWeight, other => !holds(other)));
        return new(name, isDimension, weight, lowest, highest);
    }

    /// <summary>The weight and its range. The bounds are rounded inward.</summary>
    /// <returns>
    /// As in <c>adoption: 2, from 1.25 to 6</c>, <c>adoption: 2, from 1.25 on</c>, <c>adoption: 2, up to 6</c> or <c>adoption: 2, any weight</c>.
    /// </returns>
    public override string ToString()
    {
        string lowest = Rounding.Text(Lowest, Holds), highest = Rounding.Text(Highest, Holds);
        string range = IsUnlimited ? "any weight"
            : Lowest == LeastWeight ? $"up to {highest}"
            : Highest == MostWeight ? $"from {lowest} on"
            : $"from {lowest} to {highest}";
        return $"{Name}: {Number.Text(Weight)}, {range}";
    }

    private bool Holds(double weight) => weight >= Lowest && weight <= Highest;
}
