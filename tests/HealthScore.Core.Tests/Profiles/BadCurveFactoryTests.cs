using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What the curve factories of C# say about bad numbers.</summary>
public sealed class BadCurveFactoryTests
{
    private const string TooClose = "too close together to draw a line between; choose values whose distance is an ordinary number";
    private const string TooFar = "too far apart; choose values whose distance is an ordinary number";
    private const string Order = "give worstBelow < bestFrom <= bestTo < worstAbove";

    [Fact]
    public void Linear()
    {
        Refused(() => Curve.Linear(5, 5), "linear.best: best and worst are both 5; give two different values; for a step use bands");
        Refused(() => Curve.Linear(double.NaN, 5), "linear.worst: NaN is not a finite number; give a finite number");
        Refused(() => Curve.Linear(0, double.Epsilon), $"linear.best: 0 and 5E-324 are {TooClose}");
    }

    [Fact]
    public void S_curve()
    {
        Refused(() => Curve.SCurve(5, 5), "sCurve.best: best and worst are both 5; give two different values; for a step use bands");
        Refused(() => Curve.SCurve(double.NegativeInfinity, double.PositiveInfinity),
            "sCurve.worst: -Infinity is not a finite number; give a finite number",
            "sCurve.best: Infinity is not a finite number; give a finite number");
        Refused(() => Curve.SCurve(-1e308, 1e308), $"sCurve.best: -1E+308 and 1E+308 are {TooFar}");
        // Told once, whatever it means for each of its lines.
        Refused(() => Curve.SCurve(0, 1e-322), $"sCurve.best: 0 and 1E-322 are {TooClose}");
        // Nine knots need more numbers than these two.
        Refused(() => Curve.SCurve(1, Math.BitIncrement(1.0)), $"sCurve.best: 1 and 1.0000000000000002 are {TooClose}");
    }

    [Fact]
    public void Target_range()
    {
        Refused(() => Curve.TargetRange(0, 20, 10, 30), $"targetRange.bestTo: bestTo is 10 and bestFrom is 20; {Order}");
        Refused(() => Curve.TargetRange(0, 0, 10, 10),
            $"targetRange.bestFrom: bestFrom is 0 and worstBelow is 0; {Order}",
            $"targetRange.worstAbove: worstAbove is 10 and bestTo is 10; {Order}");
        Refused(() => Curve.TargetRange(0, 1, 2, double.NaN), "targetRange.worstAbove: NaN is not a finite number; give a finite number");
        Refused(() => Curve.TargetRange(5, double.NaN, 2, 1), "targetRange.bestFrom: NaN is not a finite number; give a finite number");
        Refused(() => Curve.TargetRange(0, double.Epsilon, 1, 2), $"targetRange.bestFrom: 0 and 5E-324 are {TooClose}");
        Refused(() => Curve.TargetRange(-2, -1, 0, double.Epsilon), $"targetRange.worstAbove: 0 and 5E-324 are {TooClose}");
        Assert.Equal([(-1, 0), (0, 100), (double.Epsilon, 100), (1, 0)], Curve.TargetRange(-1, 0, double.Epsilon, 1).Knots);
    }

    [Fact]
    public void Knots()
    {
        Refused(() => Curve.FromKnots(), "knots: there are no knots; give at least one [value, points] pair");
        Refused(() => Curve.FromKnots((1, 0), (0, 1)), "knots[1]: 0 comes after 1; sort the pairs by rising value");
        Refused(() => Curve.FromKnots((double.NaN, 0)), "knots[0][0]: NaN is not a finite number; give a finite number");
        Refused(() => Curve.FromKnots((0, double.NaN)), "knots[0][1]: NaN is not a finite number; give a finite number");
        Refused(() => Curve.FromKnots((0, 0), (0, 1), (0, 2)),
            "knots[2]: more than two knots are at 0; keep two: the points left and right of the jump");
        Refused(() => Curve.FromKnots((0, 2e9)), "knots[0][1]: 2000000000 points are too many; keep points between -1e9 and 1e9");
        Refused(() => Curve.FromKnots((0, 0), (double.Epsilon, 1)), $"knots[1]: 0 and 5E-324 are {TooClose}");
    }

    [Fact]
    public void Bands()
    {
        Refused(() => Curve.Bands(), "bands: there are no bands; give at least one [value, points] pair");
        Refused(() => Curve.Bands((0, 0), (0, 1)), "bands[1]: two bands start at 0; keep one of them");
        Refused(() => Curve.Bands((1, 0), (0, 1)), "bands[1]: 0 comes after 1; sort the pairs by rising value");
        // No line is drawn between bands, so they are never too close together.
        Assert.Equal([(0, 0), (double.Epsilon, 0), (double.Epsilon, 1)], Curve.Bands((0, 0), (double.Epsilon, 1)).Knots);
    }

    [Fact]
    public void Sample()
    {
        Refused(() => Curve.Sample(x => x, 1, 1), "to is 1 and from is 1; give from < to (Parameter 'to')");
        Refused(() => Curve.Sample(x => x, double.NaN, 1), "to is 1 and from is NaN; give from < to (Parameter 'to')");
        Refused(() => Curve.Sample(x => x, -1e308, 1e308),
            "-1E+308 and 1E+308 are too far apart; give finite values (Parameter 'to')");
        Refused(() => Curve.Sample(x => x > 0.5 ? double.NaN : x, 0, 1),
            "points gives NaN at 0.500244140625; give a number from -1e9 to 1e9 for every value in the range");
        Assert.Equal("Give a number of points above 0. (Parameter 'error')\nActual value was 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Sample(x => x, 0, 1, 0)).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Upper_bands()
    {
        Refused(() => Curve.UpTo(5, 100).UpTo(5, 50).Above(0),
            "bands[1].upTo: 5 is not above 5, where the band before ends; sort the bands by rising value");
        Refused(() => Curve.UpTo(double.NaN, 100).Above(double.NaN),
            "bands[0].upTo: NaN is not a finite number; give a finite number",
            "bands[1].points: NaN is not a finite number; give a finite number");
        Refused(() => Curve.UpTo(-1e308, 100).UpTo(1e308, 50).Above(0), $"bands[1].upTo: -1E+308 and 1E+308 are {TooFar}");
    }

    [Fact]
    public void Log()
    {
        Refused(() => Curve.Log(5, 5), "log.best: best and worst are both 5; give two different values; for a step use bands");
        Refused(() => Curve.Log(-1, double.NaN),
            "log.worst: -1 is negative; give 0 or more; log is for counts and amounts",
            "log.best: NaN is not a finite number; give a finite number");
        Refused(() => Curve.Log(0, double.Epsilon), $"log.best: 0 and 5E-324 are {TooClose}");
    }

    [Fact]
    public void Quantiles()
    {
        double[] ten = [.. Enumerable.Range(1, 10)];
        Refused(() => Curve.FromQuantiles(ten), "Give at least two quantiles with points, such as (0.1, 0) and (0.9, 100). (Parameter 'quantiles')");
        Refused(() => Curve.FromQuantiles(ten, (0.1, 0), (90, 100)), "90 is not a quantile; give a share from 0 to 1. (Parameter 'quantiles')");
        Refused(() => Curve.FromQuantiles(ten, (0.1, 0), (0.1, 100)), "0.1 comes after 0.1; sort the quantiles, each once. (Parameter 'quantiles')");
        Refused(() => Curve.FromQuantiles([.. ten, double.NaN], (0.1, 0), (0.9, 100)),
            "values[10] is NaN; leave out what is missing. (Parameter 'values')");
        Refused(() => Curve.FromQuantiles([double.NegativeInfinity, .. ten], (0.1, 0), (0.9, 100)),
            "values[0] is -Infinity; leave out what is missing. (Parameter 'values')");
        Refused(() => Curve.FromQuantiles(Enumerable.Range(0, 1000).Select(i => (double)i), (0.1, 0), (0.1002, 50), (0.9, 100)),
            "1,000 values cannot tell these quantiles apart; give at least 5,000. (Parameter 'values')");
        Refused(() => Curve.FromQuantiles(ten[1..], (0.1, 0), (0.9, 100)),
            "9 values cannot tell these quantiles apart; give at least 10. (Parameter 'values')");
        Refused(() => Curve.FromQuantiles(ten, (0.9, 0), (0.95, 50), (0.99, 100)),
            "10 values cannot tell these quantiles apart; give at least 25. (Parameter 'values')");
        Refused(() => Curve.FromQuantiles(Enumerable.Repeat(7.0, 20), (0.1, 0), (0.9, 100)),
            "All these quantiles are 7: too many values are the same. Choose quantiles farther apart, or use bands. (Parameter 'quantiles')");
        Refused(() => Curve.FromQuantiles(ten, (0.1, 0), (0.9, double.NaN)), "knots[1][1]: NaN is not a finite number; give a finite number");
    }

    private static void Refused(Func<Curve> curve, params string[] errors) =>
        Assert.Equal(string.Join(Environment.NewLine, errors), Assert.Throws<ArgumentException>(curve).Message);
}
