namespace HealthScoring.Analysis.Statistics;

/// <summary>The interval of the difference of two rates, method 10 of R. G. Newcombe (Stat. Med. 17 (1998) 873).</summary>
internal static class RateDifference
{
    /// <summary>The interval of the first rate less the second.</summary>
    public static Interval Of(long hits, long of, long otherHits, long otherOf, double z)
    {
        (double rate, double other) = ((double)hits / of, (double)otherHits / otherOf);
        (Interval first, Interval second) = (WilsonInterval.Of(hits, of, z), WilsonInterval.Of(otherHits, otherOf, z));
        double difference = rate - other;
        return new(
            difference - double.Hypot(rate - first.Lower, second.Upper - other), difference + double.Hypot(first.Upper - rate, other - second.Lower));
    }
}
