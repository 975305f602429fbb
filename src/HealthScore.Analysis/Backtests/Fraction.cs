using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How shares that are compared with each other are printed: three decimals.</summary>
internal static class Fraction
{
    public static string Text(double share) =>
        Math.Round(Number.Exact(share), 3, MidpointRounding.AwayFromZero).ToString("0.000", CultureInfo.InvariantCulture);
}
