using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How shares that are compared with each other, and probabilities, are printed: three decimals.</summary>
internal static class Fraction
{
    /// <summary>A probability, without zeros at its end.</summary>
    public static string Probability(double p) => p < 0.001 ? "below 0.001" : Number.Raw(Math.Round(p, 3));

    public static string Text(double share) =>
        Math.Round(Number.Exact(share), 3, MidpointRounding.AwayFromZero).ToString("0.000", CultureInfo.InvariantCulture);
}
