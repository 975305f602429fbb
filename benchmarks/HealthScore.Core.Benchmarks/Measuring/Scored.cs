namespace HealthScoring.Benchmarks.Measuring;

/// <summary>Scores, and the tiers' places from the lowest; NaN and -1 for an unscored customer.</summary>
internal sealed record Scored(double[] Scores, int[] Tiers)
{
    /// <summary>Throws where another one differs, in a bit if the tolerance is 0, or in the number of customers in any tier.</summary>
    public void MustEqual(Scored other, double tolerance, string names)
    {
        for (int i = 0; i < Scores.Length; i++)
        {
            bool same = tolerance == 0
                ? BitConverter.DoubleToInt64Bits(Scores[i]) == BitConverter.DoubleToInt64Bits(other.Scores[i])
                : Math.Abs(Scores[i] - other.Scores[i]) <= tolerance || (double.IsNaN(Scores[i]) && double.IsNaN(other.Scores[i]));
            if (!same || (tolerance == 0 && Tiers[i] != other.Tiers[i]))
            {
                throw new InvalidOperationException(
                    $"{names}: row {i} is {Scores[i]:R} in tier {Tiers[i]} and {other.Scores[i]:R} in tier {other.Tiers[i]}.");
            }
        }
        for (int tier = -1; tier <= Tiers.Max(); tier++)
        {
            (int mine, int others) = (Tiers.Count(t => t == tier), other.Tiers.Count(t => t == tier));
            if (mine != others)
                throw new InvalidOperationException($"{names}: {mine} and {others} rows in tier {tier}.");
        }
    }
}
