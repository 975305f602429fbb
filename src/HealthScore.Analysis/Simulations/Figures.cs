using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How a simulation prints counts, points and weights.</summary>
internal static class Figures
{
    /// <summary>Points with their sign, rounded to one decimal.</summary>
    public static string Signed(double points) => Number.Points(points) is var text && text[0] == '-' ? text : "+" + text;

    /// <summary>A weight, rounded to two decimals.</summary>
    public static string Weight(double weight) => weight.ToString("#,0.##", CultureInfo.InvariantCulture);
}
