using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>What one metric alone would have to become for a customer to reach a tier.</summary>
public sealed class PathStep
{
    internal PathStep(string metric, string? unit, double? value, double? needed, IReadOnlyList<ValueRange> reaching, double available)
    {
        Metric = metric;
        Unit = unit;
        Value = value;
        NeededValue = needed;
        ReachingValues = reaching;
        PointsToGain = available;
    }

    /// <summary>The name of the metric or signal.</summary>
    public string Metric { get; }

    /// <summary>What the raw number counts, or <see langword="null"/> when the profile does not say.</summary>
    public string? Unit { get; }

    /// <summary>The raw number now, or <see langword="null"/> when missing.</summary>
    public double? Value { get; }

    /// <summary>
    /// The raw number, observed now, that reaches the tier while everything else stays: of <see cref="ReachingValues"/> the one nearest to
    /// <see cref="Value"/> (of two as near, the smaller), or where that is missing the one nearest to the first value at which the metric's
    /// curve gives its fewest points (0 for a signal); rounded to nine digits if that reaches the tier too. Always finite;
    /// <see langword="null"/> where no number reaches the tier.
    /// </summary>
    public double? NeededValue { get; }

    /// <summary>
    /// Every raw number that alone reaches the tier or a higher one, if it is observed now: ranges by rising value, as few as possible, both
    /// bounds inclusive, with an infinity for an open end. Exact to the last bit. Empty where none does. Of a metric that must be
    /// <see cref="AcceptedValues.Whole"/> only the whole numbers in them count.
    /// </summary>
    public IReadOnlyList<ValueRange> ReachingValues { get; }

    /// <summary>Whether the metric alone can reach the tier.</summary>
    public bool IsPossible => NeededValue is not null;

    /// <summary>
    /// What the score before guardrails would gain with the metric at its best, in points of the score and in the customer's present segment;
    /// 0 or more; 0 for a signal and a metric that does not count. A customer without data gains from 0.
    /// </summary>
    public double PointsToGain { get; }

    /// <summary>The step in a line. A rounded number is one that reaches the tier too.</summary>
    /// <returns>
    /// As in <c>usage-frequency: 4 → 12.5 active days</c>, <c>nps: missing → 20</c>, or
    /// <c>nps: not alone (at most +7.5 points)</c>.
    /// </returns>
    public override string ToString()
    {
        if (NeededValue is not { } needed)
        {
            string gain = Number.Signed(PointsToGain);
            return $"{Metric}: not alone ({(gain == Number.Signed(0) ? "no points to gain" : $"at most {gain} points")})";
        }
        return Paths.ReachingValues.Way(Metric, Unit, Value, needed, ReachingValues);
    }
}
