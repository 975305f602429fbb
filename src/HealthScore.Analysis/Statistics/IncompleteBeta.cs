namespace HealthScoring.Analysis.Statistics;

/// <summary>The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8) in J. H. Lentz's form.</summary>
internal static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const double Enough = 2e-16;

    /// <summary>I(x; a, b), the probability that a beta variate is at most x.</summary>
    public static double Lower(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        return x < (a + 1) / (a + b + 2) ? Tail(x, 1 - x, a, b) : 1 - Tail(1 - x, x, b, a);
    }

    private static double Tail(double x, double rest, double a, double b) =>
        SaddlePoint.Binomial(a, a + b, x, rest) * (b / (a + b)) * Fraction(x, a, b);

    private static double Fraction(double x, double a, double b)
    {
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), value = d;
        for (int i = 1; ; i++)
        {
            double even = i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;
            double odd = -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) <= Enough)
                return value;
        }
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
