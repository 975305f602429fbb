namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The mean squared error of probabilities in three parts, CORP of T. Dimitriadis and others (PNAS 118 (2021) e2016191118): it is miscalibration less
/// discrimination plus uncertainty.
/// </summary>
/// <param name="Brier">The mean squared error.</param>
/// <param name="Miscalibration">What the best rising map of the probabilities would save.</param>
/// <param name="Discrimination">What the probabilities, mapped so, save compared with one rate for all.</param>
/// <param name="Uncertainty">The error of one rate for all.</param>
internal readonly record struct BrierParts(double Brier, double Miscalibration, double Discrimination, double Uncertainty)
{
    /// <summary>Takes the error of probabilities apart.</summary>
    /// <param name="probabilities">The probabilities; there must be one.</param>
    /// <param name="events">Whether each event happened.</param>
    public static BrierParts Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        ScoreGroups groups = ScoreGroups.Of(probabilities, events);
        double brier = 0;
        for (int row = 0; row < events.Length; row++)
        {
            double miss = probabilities[row] - (events[row] ? 1 : 0);
            brier += miss * miss;
        }
        brier /= events.Length;
        long[] rows = [.. groups.Events.Zip(groups.Others, (one, other) => one + other)];
        (double calibrated, double uncertainty) = (Spread(IsotonicFit.Rising(groups.Events, rows), groups.Rows), Variance(groups));
        return new(brier, brier - calibrated, uncertainty - calibrated, uncertainty);
    }

    /// <summary>The parts of a score that gives no probability: its discrimination is known, its miscalibration is not.</summary>
    public static (double Discrimination, double Uncertainty) Of(ScoreGroups groups)
    {
        double uncertainty = Variance(groups);
        return (uncertainty - Spread(IsotonicFit.RisingAsScoresFall(groups), groups.Rows), uncertainty);
    }

    private static double Variance(ScoreGroups groups) => (double)groups.AllEvents * groups.AllOthers / ((double)groups.Rows * groups.Rows);

    private static double Spread(IsotonicBlock[] blocks, double rows)
    {
        double sum = 0;
        foreach (IsotonicBlock block in blocks)
            sum += (double)block.Events * (block.Rows - block.Events) / block.Rows;
        return sum / rows;
    }
}
