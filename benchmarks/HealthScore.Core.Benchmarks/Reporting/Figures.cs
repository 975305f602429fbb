using System.Globalization;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Reporting;

/// <summary>Numbers as text, with as many digits as they deserve.</summary>
internal static class Figures
{
    public static string Text(double value) => value switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public static string Quartiles(Spread spread) => $"{Text(spread.Lower)} – {Text(spread.Upper)}";
}
