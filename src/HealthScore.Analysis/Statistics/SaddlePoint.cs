namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// Poisson and binomial probabilities after C. Loader, "Fast and accurate computation of binomial probabilities" (2000): without the difference of
/// large logarithms of factorials, so that counts of millions keep their digits. The counts may be fractions.
/// </summary>
internal static class SaddlePoint
{
    private const double TwoPi = 2 * Math.PI;
    private const int SeriesFrom = 16;

    /// <summary>meanᵏ e⁻ᵐᵉᵃⁿ / Γ(k + 1).</summary>
    public static double Poisson(double k, double mean)
    {
        if (mean == 0)
            return k == 0 ? 1 : 0;
        return k == 0 ? Math.Exp(-mean) : Math.Exp(-StirlingError(k) - Deviance(k, mean)) / Math.Sqrt(TwoPi * k);
    }

    /// <summary>Γ(n + 1) / (Γ(k + 1) Γ(n - k + 1)) pᵏ qⁿ⁻ᵏ.</summary>
    /// <param name="k">How many hits.</param>
    /// <param name="n">Of how many.</param>
    /// <param name="p">The probability of a hit.</param>
    /// <param name="q">1 - <paramref name="p"/>, with the digits that the difference loses.</param>
    public static double Binomial(double k, double n, double p, double q)
    {
        if (p == 0 || q == 0)
            return k == (p == 0 ? 0 : n) ? 1 : 0;
        if (k == 0)
            return Math.Exp(n * LogOfComplement(p, q));
        if (k == n)
            return Math.Exp(n * LogOfComplement(q, p));
        double exponent = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
        return Math.Exp(exponent) * Math.Sqrt(n / (TwoPi * k * (n - k)));
    }

    /// <summary>ln Γ(n + 1) without its Stirling approximation (n + ½) ln n - n + ½ ln 2π, for n above 0.</summary>
    private static double StirlingError(double n)
    {
        double sum = 0;
        for (; n < SeriesFrom; n++)
            sum += (n + 0.5) * Elementary.LogOnePlus(1 / n) - 1;
        double square = 1 / (n * n);
        return sum + (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 * square) * square) * square) * square) / n;
    }

    /// <summary>x ln(x / mean) + mean - x.</summary>
    private static double Deviance(double x, double mean)
    {
        double difference = x - mean;
        if (Math.Abs(difference) >= 0.1 * (x + mean))
            return x * Math.Log(x / mean) - difference;
        double ratio = difference / (x + mean), square = ratio * ratio, term = 2 * x * ratio, sum = difference * ratio;
        for (int i = 3; ; i += 2)
        {
            term *= square;
            double next = sum + term / i;
            if (next == sum)
                return sum;
            sum = next;
        }
    }

    private static double LogOfComplement(double p, double q) => p < 0.1 ? Elementary.LogOnePlus(-p) : Math.Log(q);
}
