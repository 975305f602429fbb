using System.Globalization;

namespace HealthScoring.Tests.Properties;

/// <summary>When a computed score reaches a limit, as people compare decimal numbers: from 1e-9 below it on.</summary>
internal static class Limits
{
    public static bool Reaches(double score, double limit, double moved = 0) => Exact(score) + 1e-9m >= Exact(limit) + Exact(moved);

    private static decimal Exact(double number) =>
        decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
