namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The interval of one AUC, method 5 of R. G. Newcombe (Stat. Med. 25 (2006) 559): it also holds for few events and for an AUC of 1.
/// </summary>
internal static class NewcombeInterval
{
    /// <summary>The interval.</summary>
    /// <param name="auc">The AUC, 0 to 1.</param>
    /// <param name="events">How many customers had an event; at least 1.</param>
    /// <param name="others">How many had none; at least 1.</param>
    /// <param name="z">The normal quantile of the confidence.</param>
    public static Interval Of(double auc, long events, long others, double z) =>
        new(1 - UpperEnd(1 - auc, events, others, z), UpperEnd(auc, events, others, z));

    private static double UpperEnd(double auc, double events, double others, double z)
    {
        if (auc >= 1)
            return 1;
        double n = (events + others) / 2 - 1;
        double Variance(double t) => t * (1 - t) * (1 + n * (1 - t) / (2 - t) + n * t / (1 + t)) / (events * others);
        return Halving.Last(auc, 1, t => t == auc || t - auc <= z * Math.Sqrt(Variance(t)));
    }
}
