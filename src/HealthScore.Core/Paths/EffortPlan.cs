using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>One metric's way from where it is to its best: the points a share of the way asks for, and the value that earns them.</summary>
internal sealed class EffortPlan
{
    private readonly Curve _curve;
    private readonly double _start;
    private readonly double _points;
    private readonly double _best;

    /// <summary>Measures the way.</summary>
    /// <param name="scorecard">The customer's scorecard.</param>
    /// <param name="column">The metric's column.</param>
    /// <param name="value">Its value now; NaN where it is missing.</param>
    public EffortPlan(Scorecard scorecard, int column, double value)
    {
        (Column, _curve) = (column, scorecard.Metrics[column].Curve);
        bool missing = double.IsNaN(value);
        _start = missing ? CurveEnds.WorstValue(_curve) : value;
        _points = missing ? _curve.LowestPoints : _curve.Evaluate(value);
        _best = CurveEnds.BestPoints(_curve);
    }

    public int Column { get; }

    /// <summary>The points that a share of the way asks for; they never fall while the share rises.</summary>
    public double Points(double effort) => effort >= 1 ? _best : Math.Min(_points + effort * (_best - _points), _best);

    /// <summary>The values that earn those points.</summary>
    public IReadOnlyList<ValueRange> Values(double effort) => _curve.ValuesReaching(Points(effort));

    /// <summary>The one of them nearest to the value now.</summary>
    public double Value(double effort) => ReachingValues.Nearest(Values(effort), _start);

    /// <summary>
    /// The first of each run of efforts within which the value stays on one side of each bound. The runs follow the curve: between the points
    /// of two knots, or of the last value before one, the nearest value moves steadily and changes sides once at most, and on a side it
    /// passes a bound once at most.
    /// </summary>
    /// <param name="bounds">The bounds, rising.</param>
    public IEnumerable<double> Turns(double[] bounds)
    {
        if (bounds.Length == 0)
            yield break;
        // A line that ends in a jump may not reach its last knot's points: from its own last ones on, another line is the nearest.
        double[] knots = [.. _curve.Knots.SelectMany(knot => new[] { knot.Points, _curve.Evaluate(Math.BitDecrement(knot.X)) })
            .Where(points => points > _points).Distinct().Order()];
        double first = 0;
        foreach (double end in knots.SelectMany(Passing).Append(Math.BitIncrement(1)))
        {
            double last = Math.BitDecrement(end);
            if (first <= last)
            {
                foreach (double turn in Within(first, last, bounds))
                    yield return turn;
                yield return end;
            }
            first = end;
        }
    }

    private static IEnumerable<double> Change(double first, double last, Func<double, bool> question)
    {
        bool before = question(first);
        return question(last) == before ? [] : [Curve.Boundary(first, last, effort => question(effort) != before)];
    }

    /// <summary>Where the points asked for reach a knot's, and where they pass it.</summary>
    private IEnumerable<double> Passing(double knot)
    {
        if (Points(1) >= knot)
            yield return Curve.Boundary(0, 1, effort => Points(effort) >= knot);
        if (Points(1) > knot)
            yield return Curve.Boundary(0, 1, effort => Points(effort) > knot);
    }

    private static IEnumerable<double> Between(double[] bounds, double from, double to)
    {
        int first = Array.BinarySearch(bounds, from);
        for (int i = first < 0 ? ~first : first; i < bounds.Length && bounds[i] <= to; i++)
            yield return bounds[i];
    }

    private IEnumerable<double> Within(double first, double last, double[] bounds)
    {
        double[] sides = [first, .. Change(first, last, effort => Value(effort) >= _start)];
        for (int i = 0; i < sides.Length; i++)
        {
            yield return sides[i];
            double end = i + 1 < sides.Length ? Math.BitDecrement(sides[i + 1]) : last;
            (double from, double to) = (Value(sides[i]), Value(end));
            // The value moves steadily on a side, so it passes only what lies between its ends.
            foreach (double bound in Between(bounds, Math.Min(from, to), Math.Max(from, to)))
            {
                foreach (double turn in Change(sides[i], end, effort => Value(effort) >= bound))
                    yield return turn;
                foreach (double turn in Change(sides[i], end, effort => Value(effort) > bound))
                    yield return turn;
            }
        }
    }
}
