using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Chooses knots for a function, so that the lines between them stay within an error.</summary>
/// <param name="points">The function.</param>
/// <param name="error">How many points a line may be off.</param>
/// <param name="mostCalls">How often the function may be called: a shape that needs more is not worth the wait.</param>
internal sealed class CurveSampler(Func<double, double> points, double error, long mostCalls = 10_000_000)
{
    // More would be a curve that nobody reviews, and a slow one.
    private const int MostKnots = 1000;

    // So many equal steps find what is narrower than the lines; ever smaller ones find what happens at the ends and around 0.
    private const int Steps = 4096;
    private const int Halvings = 64;

    private const int LeastStepsPerLine = 16;

    // A function that only rises or only falls between two neighbours of those compared is at most as far off as it is at one of them, plus
    // as far as the line moves from one to the other.
    private readonly double _allowed = 0.8 * error;
    private readonly double _step = 0.2 * error;

    private readonly List<Knot> _knots = [];
    private Knot[] _grid = [];
    private long _calls;

    /// <summary>The knots, the first and last at the two values.</summary>
    /// <exception cref="ArgumentException">The function is no number within ±1e9 somewhere, or would take too many knots.</exception>
    public Knot[] Between(double from, double to)
    {
        _grid = [.. Grid(from, to).Where(value => value >= from && value <= to).Distinct().Order().Select(At)];
        Cut();
        Knot[] knots = Fewest();
        return knots.Length <= MostKnots ? knots : throw TooWild();
    }

    /// <summary>Cuts the line from one end to the other where it is farthest off, and so on.</summary>
    private void Cut()
    {
        Knot left = _grid[0];
        var ends = new Stack<Knot>([_grid[^1]]);
        _knots.Add(left);
        while (ends.TryPeek(out Knot right))
        {
            if (Farthest(left, right) is { } cut)
            {
                ends.Push(cut);
                continue;
            }
            // Between two neighbouring numbers there is none, so no line is needed where the points jump, and beside 0 none can be drawn.
            if (right.X == Math.BitIncrement(left.X) && (Math.Abs(right.Points - left.Points) > _allowed || !double.IsFinite(Slope(left, right))))
                _knots.Add(right with { Points = left.Points });
            _knots.Add(right);
            left = ends.Pop();
        }
    }

    /// <summary>The knots without those that one line from the knot before to the one after does without.</summary>
    private Knot[] Fewest()
    {
        List<Knot> kept = [_knots[0]];
        for (int i = 1; i < _knots.Count - 1; i++)
        {
            bool isJump = _knots[i].X == kept[^1].X || _knots[i].X == _knots[i + 1].X;
            if (isJump || Farthest(kept[^1], _knots[i + 1]) is not null)
                kept.Add(_knots[i]);
        }
        return [.. kept, _knots[^1]];
    }

    private static IEnumerable<double> Grid(double from, double to)
    {
        for (int i = 0; i < Steps; i++)
            yield return from + (to - from) * ((double)i / Steps);
        yield return to;
        for (int i = 1; i <= Halvings; i++)
        {
            double distance = Math.ScaleB(to - from, -i);
            yield return from + distance;
            yield return to - distance;
            yield return distance;
            yield return -distance;
        }
        yield return 0;
    }

    private Knot At(double value)
    {
        if (++_calls > mostCalls)
            throw TooWild();
        double found = points(value);
        return Math.Abs(found) <= CurveShape.LargestPoints ? new(value, found) : throw new ArgumentException(
            $"points gives {Number.Text(found)} at {Number.Text(value)}; give a number from -1e9 to 1e9 for every value in the range");
    }

    private ArgumentException TooWild() => new($"no curve of at most {Number.Count(MostKnots)} knots was found that stays within "
        + $"{Number.Text(error)} points; allow a larger error, a smaller range or a calmer shape");

    /// <summary>The compared value at which a line is farthest off, where that is too far; null where it is not.</summary>
    private Knot? Farthest(Knot left, Knot right)
    {
        double steps = Math.Max(LeastStepsPerLine, Math.Ceiling(Math.Abs(right.Points - left.Points) / _step));
        if (steps > mostCalls)
            throw TooWild();
        (Knot? farthest, double most) = (null, _allowed);
        foreach (Knot candidate in Compared(left, right, steps))
        {
            double off = Math.Abs(candidate.Points - Line(left, right, candidate.X));
            if (off > most)
                (farthest, most) = (candidate, off);
        }
        return farthest is null && !double.IsFinite(Slope(left, right)) ? Middle(left, right) : farthest;
    }

    /// <summary>The values of the grid within a line, and those that cut it into equal steps.</summary>
    private IEnumerable<Knot> Compared(Knot left, Knot right, double steps)
    {
        for (int i = Curve.FirstAbove(_grid, left.X); _grid[i].X < right.X; i++)
            yield return _grid[i];
        double last = left.X;
        for (int i = 1; i < steps; i++)
        {
            double value = left.X + (right.X - left.X) * (i / steps);
            if (value > last && value < right.X)
                yield return At(value);
            last = value;
        }
    }

    private Knot? Middle(Knot left, Knot right)
    {
        (long low, long high) = (Curve.Rank(left.X), Curve.Rank(right.X));
        double middle = Curve.AtRank((low >> 1) + (high >> 1) + (low & high & 1));
        return middle > left.X ? At(middle) : null;
    }

    private static double Slope(Knot left, Knot right) => (right.Points - left.Points) / (right.X - left.X);

    // As a curve computes it; beside 0 numbers are so near that a line has no finite slope.
    private static double Line(Knot left, Knot right, double value)
    {
        double slope = Slope(left, right), way = value - left.X;
        return left.Points + (double.IsFinite(slope) ? way * slope : (right.Points - left.Points) * (way / (right.X - left.X)));
    }
}
