namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The regularised incomplete gamma function: a power series below its bend, J. H. Lentz's continued fraction above (Abramowitz and Stegun 6.5.29 and
/// 6.5.31).
/// </summary>
internal static class IncompleteGamma
{
    private const double Tiny = 1e-300;
    private const double Enough = 1e-16;

    /// <summary>Q(a, x) = Γ(a, x) / Γ(a).</summary>
    public static double Upper(double a, double x) => x <= 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    private static double Series(double a, double x)
    {
        (double term, double sum) = (1, 1);
        for (double n = a + 1; term > sum * Enough; n++)
        {
            term *= x / n;
            sum += term;
        }
        return SaddlePoint.Poisson(a, x) * sum;
    }

    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, value = d;
        for (int i = 1; ; i++)
        {
            double coefficient = -i * (i - a);
            b += 2;
            d = 1 / NotZero(coefficient * d + b);
            c = NotZero(b + coefficient / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) <= 2 * Enough)
                return SaddlePoint.Poisson(a, x) * a * value;
        }
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
