namespace HealthScoring.Analysis.Statistics;

/// <summary>Puts a score on the scale of probabilities for rows that it was not fitted on: the slope is given, and the base rate is theirs.</summary>
internal static class Recalibration
{
    /// <summary>
    /// The intercept that makes the probabilities sum to the number of events; of events and others there must be one each.
    /// </summary>
    /// <param name="odds">The log odds of each row, without the intercept.</param>
    /// <param name="events">The number of events.</param>
    public static double Intercept(ReadOnlySpan<double> odds, long events)
    {
        double start = Math.Log((double)events / (odds.Length - events));
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double odd in odds)
            (low, high) = (Math.Min(low, start - odd), Math.Max(high, start - odd));
        // Newton within a bracket that shrinks.
        double intercept = low / 2 + high / 2;
        while (true)
        {
            (double sum, double slope) = (-events, 0);
            foreach (double odd in odds)
            {
                double probability = Elementary.Logistic(odd + intercept);
                sum += probability;
                slope += probability * Elementary.Logistic(-odd - intercept);
            }
            if (sum < 0)
                low = intercept;
            else
                high = intercept;
            double next = intercept - sum / slope;
            if (!(next > low && next < high))
                next = low / 2 + high / 2;
            if (Math.Abs(next - intercept) <= 1e-15 * Math.Max(1, Math.Abs(intercept)) || sum == 0)
                return intercept;
            intercept = next;
        }
    }

    /// <summary>The log loss of each row.</summary>
    public static double[] Losses(ReadOnlySpan<double> odds, double intercept, ReadOnlySpan<bool> events)
    {
        double[] losses = new double[odds.Length];
        for (int row = 0; row < losses.Length; row++)
            losses[row] = Elementary.Softplus(events[row] ? -odds[row] - intercept : odds[row] + intercept);
        return losses;
    }
}
