using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What the curve factories of C# say about bad numbers.</summary>
public sealed class BadCurveFactoryTests
{
    private const string Distance =
        "too close together or too far apart to draw a line between; choose values whose distance is an ordinary number";
    private const string Order = "give worstBelow < bestFrom <= bestTo < worstAbove";

    [Fact]
    public void Linear()
    {
        Refused(() => Curve.Linear(5, 5), "linear.best: best and worst are both 5; give two different values; for a step use bands");
        Refused(() => Curve.Linear(double.NaN, 5), "linear.worst: NaN is not a finite number; give a finite number");
        Refused(() => Curve.Linear(0, double.Epsilon), $"linear.best: 0 and 5E-324 are {Distance}");
    }

    [Fact]
    public void S_curve()
    {
        Refused(() => Curve.SCurve(5, 5), "sCurve.best: best and worst are both 5; give two different values; for a step use bands");
        Refused(() => Curve.SCurve(double.NegativeInfinity, double.PositiveInfinity),
            "sCurve.worst: -Infinity is not a finite number; give a finite number",
            "sCurve.best: Infinity is not a finite number; give a finite number");
        Refused(() => Curve.SCurve(-1e308, 1e308), $"sCurve.best: -1E+308 and 1E+308 are {Distance}");
    }

    [Fact]
    public void Target_range()
    {
        Refused(() => Curve.TargetRange(0, 20, 10, 30), $"targetRange.bestTo: bestTo is 10 and bestFrom is 20; {Order}");
        Refused(() => Curve.TargetRange(0, 0, 10, 10),
            $"targetRange.bestFrom: bestFrom is 0 and worstBelow is 0; {Order}",
            $"targetRange.worstAbove: worstAbove is 10 and bestTo is 10; {Order}");
        Refused(() => Curve.TargetRange(0, 1, 2, double.NaN), "targetRange.worstAbove: NaN is not a finite number; give a finite number");
    }

    [Fact]
    public void Knots()
    {
        Refused(() => Curve.FromKnots(), "knots: there are no knots; give at least one [value, points] pair");
        Refused(() => Curve.FromKnots((1, 0), (0, 1)), "knots[1]: 0 comes after 1; sort the pairs by rising value");
        Refused(() => Curve.FromKnots((0, double.NaN)), "knots[0][1]: NaN is not a finite number; give a finite number");
        Refused(() => Curve.FromKnots((0, 0), (0, 1), (0, 2)),
            "knots[2]: more than two knots are at 0; keep two: the points left and right of the jump");
        Refused(() => Curve.FromKnots((0, 2e9)), "knots[0][1]: 2000000000 points are too many; keep points between -1e9 and 1e9");
        Refused(() => Curve.FromKnots((0, 0), (double.Epsilon, 1)), $"knots[1]: 0 and 5E-324 are {Distance}");
    }

    [Fact]
    public void Bands()
    {
        Refused(() => Curve.Bands(), "bands: there are no bands; give at least one [value, points] pair");
        Refused(() => Curve.Bands((0, 0), (0, 1)), "bands[1]: two bands start at 0; keep one of them");
        Refused(() => Curve.Bands((1, 0), (0, 1)), "bands[1]: 0 comes after 1; sort the pairs by rising value");
    }

    [Fact]
    public void Sample()
    {
        Refused(() => Curve.Sample(x => x, 1, 1), "to is 1 and from is 1; give from < to (Parameter 'to')");
        Refused(() => Curve.Sample(x => x, double.NaN, 1), "to is 1 and from is NaN; give from < to (Parameter 'to')");
        Refused(() => Curve.Sample(_ => double.NaN, 0, 1, 2),
            "knots[0][1]: NaN is not a finite number; give a finite number",
            "knots[1][1]: NaN is not a finite number; give a finite number");
    }

    private static void Refused(Func<Curve> curve, params string[] errors) =>
        Assert.Equal(string.Join(Environment.NewLine, errors), Assert.Throws<ArgumentException>(curve).Message);
}
