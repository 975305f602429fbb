namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The standard normal distribution: tails by W. J. Cody's rational approximations of erfc (Math. Comp. 23 (1969) 631, as in his CALERF of 1990),
/// quantiles by M. J. Wichura's AS 241 (Appl. Stat. 37 (1988) 477) and a Newton step.
/// </summary>
internal static class Normal
{
    private const double OneOverSqrtPi = 5.6418958354775628695e-1;
    private const double SqrtTwoPi = 2.5066282746310005024;

    private static ReadOnlySpan<double> NearNumerator =>
        [1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];

    private static ReadOnlySpan<double> NearDenominator =>
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
        4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static ReadOnlySpan<double> FarNumerator =>
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
        6.58749161529837803e-4,
    ];

    private static ReadOnlySpan<double> FarDenominator =>
        [1, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3];

    private static ReadOnlySpan<double> CentralNumerator =>
    [
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4,
        1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
    ];

    private static ReadOnlySpan<double> CentralDenominator =>
    [
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3,
        6.8718700749205790830e2, 4.2313330701600911252e1, 1,
    ];

    private static ReadOnlySpan<double> OuterNumerator =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0, 3.64784832476320460504e0,
        5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
    ];

    private static ReadOnlySpan<double> OuterDenominator =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1,
        1.67638483018380384940e0, 2.05319162663775882187e0, 1,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1,
        1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2,
        1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];

    /// <summary>The probability of at most z.</summary>
    public static double LowerTail(double z) => ErrorComplement(-z / double.Sqrt(2)) / 2;

    /// <summary>The probability of at least z.</summary>
    public static double UpperTail(double z) => LowerTail(-z);

    /// <summary>The probability of being at least as far from 0 as z.</summary>
    public static double TwoSided(double z) => 2 * LowerTail(-Math.Abs(z));

    /// <summary>The z whose lower tail is a probability; infinite for 0 and 1.</summary>
    public static double Quantile(double probability)
    {
        if (probability is not (> 0 and < 1))
        {
            return probability == 0 ? double.NegativeInfinity : probability == 1 ? double.PositiveInfinity
                : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability goes from 0 to 1.");
        }
        double first = Approximate(probability);
        double density = Math.Exp(-first * first / 2) / SqrtTwoPi;
        // Of the two tails the smaller one has the digits.
        double miss = first < 0 ? LowerTail(first) - probability : 1 - probability - UpperTail(first);
        return first - miss / density;
    }

    private static double Approximate(double probability)
    {
        double middle = probability - 0.5;
        if (Math.Abs(middle) <= 0.425)
        {
            double square = 0.180625 - middle * middle;
            return middle * Polynomial(CentralNumerator, square) / Polynomial(CentralDenominator, square);
        }
        double root = Math.Sqrt(-Math.Log(middle < 0 ? probability : 1 - probability));
        double distance = root <= 5
            ? Polynomial(OuterNumerator, root - 1.6) / Polynomial(OuterDenominator, root - 1.6)
            : Polynomial(TailNumerator, root - 5) / Polynomial(TailDenominator, root - 5);
        return middle < 0 ? -distance : distance;
    }

    private static double ErrorComplement(double x)
    {
        double size = Math.Abs(x);
        if (double.IsInfinity(x))
            return x < 0 ? 2 : 0;
        if (size <= 0.46875)
            return 1 - x * Polynomial(NearNumerator, x * x) / Polynomial(NearDenominator, x * x);
        double scaled;
        if (size <= 4)
        {
            scaled = Polynomial(MiddleNumerator, size) / Polynomial(MiddleDenominator, size);
        }
        else
        {
            double inverse = 1 / (size * size);
            scaled = (OneOverSqrtPi - inverse * Polynomial(FarNumerator, inverse) / Polynomial(FarDenominator, inverse)) / size;
        }
        // x² in two parts, the first without rounding.
        double rough = Math.Truncate(size * 16) / 16;
        double tail = Math.Exp(-rough * rough) * Math.Exp(-(size - rough) * (size + rough)) * scaled;
        return x < 0 ? 2 - tail : tail;
    }

    /// <summary>A polynomial, its highest coefficient first.</summary>
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
            value = value * x + coefficient;
        return value;
    }
}
