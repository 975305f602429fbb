using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>A function that no thousand knots follow is refused, after ten million calls at most.</summary>
public sealed class WildCurveTests
{
    [Fact]
    public void A_wave_of_ten_thousand_hills() => Refused(x => 50 + 50 * Math.Sin(1000 * x), 60);

    [Fact]
    public void A_stair_of_a_thousand_steps() => Refused(Math.Floor, 1000);

    // However near its numbers are, no line fits.
    [Fact]
    public void Noise() => Refused(x => x * 1e12 % 1 * 100, 1);

    [Fact]
    public void A_jump_of_a_billion_points_between_two_numbers() => Refused(x => x > 0 ? 1e9 : 0, double.Epsilon);

    private static void Refused(Func<double, double> points, double to) => Assert.Equal(
        "no curve of at most 1,000 knots was found that stays within 0.05 points; allow a larger error, a smaller range or a calmer shape",
        Assert.Throws<ArgumentException>(() => Curve.Sample(points, 0, to)).Message);
}
