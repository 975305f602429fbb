namespace HealthScoring.Analysis.Statistics;

/// <summary>Elementary functions that keep every digit near 0, where the plain formulas lose them.</summary>
internal static class Elementary
{
    /// <summary>ln(1 + x), after W. Kahan: what rounding 1 + x loses is put back by a quotient.</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>eˣ - 1, after W. Kahan.</summary>
    public static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 ? -1 : double.IsInfinity(power) ? power : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>ln(1 + eˣ): the log loss of an outcome whose log odds against are x.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>The probability whose log odds are x.</summary>
    public static double Logistic(double x)
    {
        double power = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : power) / (1 + power);
    }
}
