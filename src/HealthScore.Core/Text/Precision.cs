namespace HealthScoring.Text;

/// <summary>
/// How scores are compared with limits (cut-offs, caps, floors) and printed. Sums of binary numbers are off by bits, so a score reaches a limit
/// from the tolerance below it on, and prints with the tolerance added: a printed score never contradicts its tier.
/// </summary>
/// <param name="Decimals">How many decimals a printed score needs to stay on its side of every limit, 1 to 8.</param>
/// <param name="Tolerance">How far below a limit a score still reaches it: a power of ten, 1e-9 at the least.</param>
internal readonly record struct Precision(int Decimals, decimal Tolerance)
{
    /// <summary>The least tolerance, in points or in shares.</summary>
    public const double LeastTolerance = 1e-9;

    // Beyond this the rounding of a sum grows with what is summed.
    private const double LargestExact = 1000;

    /// <summary>For scores of a profile that is not known, or whose limits have one decimal.</summary>
    public static Precision Standard { get; } = new(1, 1e-9m);

    /// <summary>The precision that keeps scores on their side of limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="largest">The largest sum of points that a score can come from; the tolerance grows with it beyond 1,000.</param>
    public static Precision Of(IEnumerable<double> limits, double largest)
    {
        decimal tolerance = Standard.Tolerance;
        for (; largest > LargestExact; largest /= 10)
            tolerance *= 10;
        return new(limits.Max(DecimalsOf), tolerance);
    }

    /// <summary>The same tolerance, with as many decimals as a limit has.</summary>
    public Precision For(double limit) => this with { Decimals = DecimalsOf(limit) };

    /// <summary>The smallest number that reaches a limit, which is also the smallest that prints as no less.</summary>
    public double Least(double limit) => Least(Number.Exact(limit));

    /// <summary>The smallest number that reaches a limit moved by some points.</summary>
    public double Least(double limit, double moved) => Least(Number.Exact(limit) + Number.Exact(moved));

    /// <summary>
    /// The cap that keeps scores from reaching a limit: as far below it as its last decimal, of which there is one at the least, and more than the
    /// tolerance.
    /// </summary>
    public double CapBelow(double limit) => (double)(Number.Exact(limit) - Math.Max(Number.LastDecimal(limit), 10 * Tolerance));

    /// <summary>A score, cap or floor, rounded down after the tolerance is added.</summary>
    public string Text(double score) => Number.Truncated(Number.Exact(score) + Tolerance, Decimals);

    // More would show the tolerance.
    private static int DecimalsOf(double limit) => Math.Min(Number.Decimals(limit), 8);

    private double Least(decimal limit)
    {
        decimal from = limit - Tolerance;
        double least = (double)from;
        if (Number.Exact(least) == from)
            return least;
        while (Number.Exact(least) < from)
            least = Math.BitIncrement(least);
        while (Number.Exact(Math.BitDecrement(least)) >= from)
            least = Math.BitDecrement(least);
        return least;
    }
}
