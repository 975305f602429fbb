namespace HealthScoring.Analysis.Statistics;

/// <summary>The score interval of a rate (E. B. Wilson, JASA 22 (1927) 209).</summary>
internal static class WilsonInterval
{
    /// <summary>The interval.</summary>
    /// <param name="hits">How many hits; an expected number may be a fraction.</param>
    /// <param name="of">Of how many; at least 1.</param>
    /// <param name="z">The normal quantile of the confidence.</param>
    public static Interval Of(double hits, long of, double z) =>
        new(hits == 0 ? 0 : LowerEnd(hits, of, z), hits == of ? 1 : 1 - LowerEnd(of - hits, of, z));

    /// <summary>
    /// The interval of a lift, the rate inside over the rate of the whole, that holds for the most striking of so many looks at once. The rate of the
    /// whole counts as known.
    /// </summary>
    public static Interval OfLift(long hits, long of, long allHits, long all, long looks)
    {
        Interval rate = Of(hits, of, SimultaneousZ(looks));
        double whole = (double)allHits / all;
        return new(rate.Lower / whole, rate.Upper / whole);
    }

    /// <summary>The z that a number of independent looks stay within, all of them, with 95 % confidence (Z. Šidák, JASA 62 (1967) 626).</summary>
    public static double SimultaneousZ(long looks) => -Normal.Quantile(-Elementary.ExpMinusOne(Math.Log(0.95) / looks) / 2);

    // The other form of the smaller root of the quadratic, without the difference that loses digits near 0.
    private static double LowerEnd(double hits, double of, double z) =>
        2 * hits * hits / of / (2 * hits + z * z + z * Math.Sqrt(z * z + 4 * hits * (of - hits) / of));
}
