namespace HealthScoring.Paths;

/// <summary>One metric's way from where it is to its best: the points a share of the way asks for, and the value that earns them.</summary>
internal sealed class EffortPlan
{
    private readonly Curve _curve;
    private readonly AcceptedValues? _accepted;
    private readonly double _start;
    private readonly double _points;
    private readonly double _best;

    /// <summary>Measures the way.</summary>
    /// <param name="score">The customer.</param>
    /// <param name="column">The metric's column.</param>
    public EffortPlan(HealthScore score, int column)
    {
        (Column, _curve, _accepted) = (column, score.Scorecard.Metrics[column].Curve, score.Plan.AcceptedOf(column));
        double value = score.Row.Values[column];
        bool missing = double.IsNaN(value);
        _start = missing ? CurveEnds.WorstValue(_curve) : value;
        _points = missing ? _curve.LowestPoints : _curve.Evaluate(value);
        _best = _accepted is null ? CurveEnds.BestPoints(_curve) : CurveEnds.BestPoints(_curve, _accepted);
    }

    public int Column { get; }

    /// <summary>The points that a share of the way asks for; they never fall while the share rises.</summary>
    public double Points(double effort) => effort >= 1 ? _best : Math.Min(_points + effort * (_best - _points), _best);

    /// <summary>The values that earn those points.</summary>
    public IReadOnlyList<ValueRange> Values(double effort)
    {
        IReadOnlyList<ValueRange> earning = _curve.ValuesReaching(Points(effort));
        return _accepted is null ? earning : _accepted.Within(earning);
    }

    /// <summary>
    /// The one of them nearest to the value now. Of accepted numbers only, it is the first on the side of the number that is nearest whether accepted
    /// or not, so that it changes sides no more often than that; on the other side where there is none.
    /// </summary>
    public double Value(double effort)
    {
        double nearest = ReachingValues.Nearest(_curve.ValuesReaching(Points(effort)), _start);
        return _accepted is null ? nearest
            : nearest >= _start ? Above(effort) ?? Below(effort).GetValueOrDefault()
            : Below(effort) ?? Above(effort).GetValueOrDefault();
    }

    /// <summary>
    /// The first of each run of efforts within which the value stays on one side of each bound. The runs follow the curve: between the points
    /// of two knots, or of the last value before one, the nearest value moves steadily and changes sides once at most, and on a side it
    /// passes a bound once at most.
    /// </summary>
    /// <param name="bounds">The bounds, rising.</param>
    public IEnumerable<double> Turns(double[] bounds)
    {
        // Without either, more effort never earns less.
        if (bounds.Length == 0 && _accepted is null)
            yield break;
        // A line that ends in a jump may not reach its last knot's points: from its own last ones on, another line is the nearest.
        // At the points of now the value stays where it is; whatever asks for more may begin on the other side.
        double[] knots = [_points, .. _curve.Knots.SelectMany(knot => new[] { knot.Points, _curve.Evaluate(Math.BitDecrement(knot.X)) })
            .Where(points => points > _points).Distinct().Order()];
        double first = 0;
        foreach (double end in knots.SelectMany(Passing).Concat(Emptying()).Order().Append(Math.BitIncrement(1)))
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

    /// <summary>From which effort on no accepted number on a side is enough.</summary>
    private IEnumerable<double> Emptying()
    {
        if (_accepted is null)
            yield break;
        foreach (Func<double, double?> side in (Func<double, double?>[])[Above, Below])
        {
            if (side(1) is null)
                yield return Curve.Boundary(0, 1, effort => side(effort) is null);
        }
    }

    /// <summary>The first accepted number from the value now on that earns enough; null for none.</summary>
    private double? Above(double effort) => Values(effort).Where(range => range.To >= _start)
        .Select(range => (double?)Math.Max(range.From, _accepted!.Whole ? Math.Ceiling(_start) : _start)).FirstOrDefault();

    /// <summary>The last accepted number up to the value now that earns enough; null for none.</summary>
    private double? Below(double effort) => Values(effort).Where(range => range.From <= _start)
        .Select(range => (double?)Math.Min(range.To, _accepted!.Whole ? Math.Floor(_start) : _start)).LastOrDefault();

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
