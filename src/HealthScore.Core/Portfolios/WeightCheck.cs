namespace HealthScoring.Portfolios;

/// <summary>Refuses weights that no sum could be made of.</summary>
internal static class WeightCheck
{
    /// <summary>Checks the weights of customers that are to be scored and counted; there may be none.</summary>
    /// <exception cref="ArgumentException">They are wrong.</exception>
    public static void Require(ReadOnlySpan<double> weights, PortfolioTally? tally, int rows)
    {
        if (weights.IsEmpty)
            return;
        if (tally is null)
            throw new ArgumentException("There are weights, and no tally to count them in.", nameof(weights));
        if (weights.Length != rows)
            throw new ArgumentException($"There is room for {rows} scores and {weights.Length} weights.", nameof(weights));
        for (int i = 0; i < weights.Length; i++)
        {
            if (!double.IsNaN(weights[i]) && !Grid.IsWeight(weights[i]))
                throw new ArgumentException($"Row {i} {Problem(weights[i])}", nameof(weights));
        }
    }

    /// <summary>What is wrong with a weight, as the rest of a sentence.</summary>
    public static string Problem(double weight) =>
        FormattableString.Invariant($"weighs {weight:R}; a weight is 0 to 1e15, and none where it is not known.");
}
