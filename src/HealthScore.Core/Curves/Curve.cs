using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// Turns a raw value into points. Every curve is a list of knots joined by straight lines; two knots at one value are a jump.
/// </summary>
/// <remarks>
/// <para>Left of the first knot the first knot's points hold, right of the last the last knot's. At a jump the right (upper) knot counts.
/// Between two knots <c>y = y0 + (x - x0) * slope</c> with <c>slope = (y1 - y0) / (x1 - x0)</c>, clamped to the two knots' points, in
/// IEEE double without fused multiply-add. A curve whose knots rise is therefore monotone exactly, not only up to rounding.</para>
/// <para>Two curves are equal when their knots are, however they were made.</para>
/// </remarks>
public sealed class Curve : IEquatable<Curve>
{
    private readonly Knot[] _knots;
    private readonly double[] _slopes;

    internal Curve(CurveShape shape)
    {
        Shape = shape;
        // Adding zero turns -0 into 0, which is the same number and must print and hash the same.
        _knots = [.. shape.ToKnots().Select(knot => new Knot(knot.X + 0.0, knot.Points + 0.0))];
        _slopes = new double[_knots.Length - 1];
        for (int i = 0; i < _slopes.Length; i++)
        {
            (Knot left, Knot right) = (_knots[i], _knots[i + 1]);
            // Nobody asks for that of a jump.
            _slopes[i] = (right.Points - left.Points) / (right.X - left.X);
        }
        Knots = Array.AsReadOnly(_knots);
        Span = SpanOf(_knots);
        LowestPoints = _knots.Min(knot => knot.Points);
        HighestPoints = _knots.Max(knot => knot.Points);
    }

    internal CurveShape Shape { get; }

    /// <summary>
    /// The values from the first knot to the last. An end with a jump is open, because a value beyond it has points of its own, as in the last of
    /// some bands; a curve of one knot is open at both ends.
    /// </summary>
    internal ValueRange Span { get; }

    /// <summary>The knots by rising value; at least one.</summary>
    public IReadOnlyList<Knot> Knots { get; }

    /// <summary>The fewest points the curve gives.</summary>
    public double LowestPoints { get; }

    /// <summary>The most points the curve gives.</summary>
    public double HighestPoints { get; }

    /// <summary>A straight line from 0 points at <paramref name="worst"/> to 100 at <paramref name="best"/>.</summary>
    /// <param name="worst">The raw value that earns 0 points, as does everything beyond it.</param>
    /// <param name="best">The raw value that earns 100 points, as does everything beyond it. May be less than <paramref name="worst"/>.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">
    /// A value is not finite, both are equal, or they are too close together or too far apart for a line.
    /// </exception>
    public static Curve Linear(double worst, double best) => Checked(new CurveShape.Linear(worst, best));

    /// <summary>
    /// A curve from 0 points at <paramref name="worst"/> to 100 at <paramref name="best"/> that is flat at both ends and steep in the middle.
    /// </summary>
    /// <param name="worst">The raw value that earns 0 points, as does everything beyond it.</param>
    /// <param name="best">The raw value that earns 100 points, as does everything beyond it. May be less than <paramref name="worst"/>.</param>
    /// <returns>The curve: nine knots on <c>100 t² (3 − 2t)</c>, the cubic Hermite step ("smoothstep"), at t = 0, 1/8, … 1.</returns>
    /// <exception cref="ArgumentException">
    /// A value is not finite, both are equal, or they are too close together or too far apart for a line.
    /// </exception>
    public static Curve SCurve(double worst, double best) => Checked(new CurveShape.SCurve(worst, best));

    /// <summary>
    /// A curve for counts and amounts (users, logins, revenue) from 0 points at <paramref name="worst"/> to 100 at <paramref name="best"/>:
    /// doubling a number earns about the same points wherever it starts.
    /// </summary>
    /// <param name="worst">The raw value that earns 0 points, as does everything beyond it; 0 or more.</param>
    /// <param name="best">
    /// The raw value that earns 100 points, as does everything beyond it; 0 or more. May be less than <paramref name="worst"/>.
    /// </param>
    /// <returns>
    /// The curve: knots on <c>100 (ln(1 + x) − ln(1 + worst)) / (ln(1 + best) − ln(1 + worst))</c>. It is never more than 0.05 points off.
    /// </returns>
    /// <exception cref="ArgumentException">A value is negative or not finite, or both are equal or too close together for a line.</exception>
    public static Curve Log(double worst, double best) => Checked(new CurveShape.Log(worst, best));

    /// <summary>100 points from <paramref name="bestFrom"/> to <paramref name="bestTo"/>, falling in straight lines to 0 on both sides.</summary>
    /// <param name="worstBelow">Where the points reach 0 on the low side; less than <paramref name="bestFrom"/>.</param>
    /// <param name="bestFrom">The smallest value that earns 100 points.</param>
    /// <param name="bestTo">The largest value that earns 100 points; at least <paramref name="bestFrom"/>.</param>
    /// <param name="worstAbove">Where the points reach 0 on the high side; more than <paramref name="bestTo"/>.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">
    /// A value is not finite, the values are not in this order, or two are too close together or too far apart for a line.
    /// </exception>
    public static Curve TargetRange(double worstBelow, double bestFrom, double bestTo, double worstAbove) =>
        Checked(new CurveShape.Target(worstBelow, bestFrom, bestTo, worstAbove));

    /// <summary>A curve through the given knots.</summary>
    /// <param name="knots">
    /// Value and points pairs by rising value; two at one value are a jump. At least one. Points may be any number within ±1e9, but a
    /// profile accepts points outside 0..100 only under <c>Formula.Points</c>.
    /// </param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There is no knot, a number is not finite, or the values do not rise.</exception>
    public static Curve FromKnots(params ReadOnlySpan<Knot> knots) => Checked(new CurveShape.Pairs(CurveShape.Pairs.Knots, knots.ToArray()));

    /// <summary>Steps: each band's points hold from its value (inclusive) up to the next band's (exclusive).</summary>
    /// <param name="bands">
    /// Where each band starts and the points it earns, by strictly rising value. Below the first band the first band's points hold too.
    /// At least one.
    /// </param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There is no band, a number is not finite, or the values do not rise.</exception>
    public static Curve Bands(params ReadOnlySpan<Knot> bands) => Checked(new CurveShape.Pairs(CurveShape.Pairs.Bands, bands.ToArray()));

    /// <summary>
    /// Steps that include their upper end, as in <c>Curve.UpTo(5, points: 100).UpTo(10, points: 50).Above(points: 0)</c>: at 5 there are 100 points,
    /// and at the next number there is above 5, 50.
    /// </summary>
    /// <param name="value">Where the first band ends, inclusive.</param>
    /// <param name="points">The points of every value up to it.</param>
    /// <returns>The first band, to which to add the others.</returns>
    public static CurveBands UpTo(double value, double points) => new(new Knot(value, points));

    /// <summary>Your own shape, as knots that the lines between them keep close to it.</summary>
    /// <param name="points">
    /// The points for a raw value: a number within ±1e9, always the same for the same value. Called some ten thousand times, and never again.
    /// </param>
    /// <param name="from">The value of the first knot.</param>
    /// <param name="to">The value of the last knot; more than <paramref name="from"/>.</param>
    /// <param name="error">How many points the curve may be off; more than 0.</param>
    /// <returns>The curve; left of <paramref name="from"/> and right of <paramref name="to"/> it is flat.</returns>
    /// <remarks>
    /// The error holds at every value for a shape that only rises or only falls, however steeply: a step becomes a jump at exactly its place.
    /// Any other shape is compared at 4,096 equal steps, at ever smaller ones towards both ends and 0, and at 15 or more values between any two
    /// knots. Where it turns between two neighbours of these, it may be off by as much more as it rises above, or falls below, both.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A bound is not finite, one of the points is not within ±1e9, <paramref name="to"/> is not above <paramref name="from"/>, or no curve of
    /// at most 1,000 knots was found.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="points"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="error"/> is not more than 0.</exception>
    public static Curve Sample(Func<double, double> points, double from, double to, double error = 0.05)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (!(from < to))
            throw new ArgumentException($"to is {Number.Text(to)} and from is {Number.Text(from)}; give from < to", nameof(to));
        if (!double.IsFinite(to - from))
            throw new ArgumentException($"{Number.Text(from)} and {Number.Text(to)} are too far apart; give finite values", nameof(to));
        if (error is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(error), error, "Give a number of points above 0.");
        return FromKnots(new CurveSampler(points, error).Between(from, to));
    }

    /// <summary>
    /// Your customers as the yardstick: the points for quantiles of their values. The values are read once and become knots, so that a score never
    /// depends on other customers.
    /// </summary>
    /// <param name="values">The raw values of the customers, in any order; at least 10, and enough to tell the quantiles apart.</param>
    /// <param name="quantiles">
    /// Shares from 0 to 1, rising, and the points for each; at least two. <c>(0.1, 0), (0.9, 100)</c> gives the lowest tenth of the customers 0
    /// points and the top tenth 100.
    /// </param>
    /// <returns>
    /// The curve. The quantile <c>q</c> of <c>n</c> values is the smallest value that at least <c>q · n</c> of them do not exceed: always one of the
    /// values. Where several quantiles are one value, it earns the points in the middle of the first and the last of them; the least value of all
    /// earns the first, and the greatest the last, because nobody is beyond it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A value is not finite, there are too few or all quantiles are the same value, or the quantiles are not rising shares with finite points.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    public static Curve FromQuantiles(IEnumerable<double> values, params ReadOnlySpan<(double Quantile, double Points)> quantiles)
    {
        ArgumentNullException.ThrowIfNull(values);
        return FromKnots(QuantileKnots.Of(values, quantiles));
    }

    /// <summary>The points for a raw value.</summary>
    /// <param name="value">The raw value.</param>
    /// <returns>The points; NaN for NaN and infinities, which are missing and earn no points.</returns>
    public double Evaluate(double value)
    {
        if (!double.IsFinite(value))
            return double.NaN;
        int right = FirstAbove(_knots, value);
        if (right == 0)
            return _knots[0].Points;
        Knot left = _knots[right - 1];
        if (right == _knots.Length)
            return left.Points;
        double points = left.Points + (value - left.X) * _slopes[right - 1];
        double end = _knots[right].Points;
        return left.Points <= end ? Math.Clamp(points, left.Points, end) : Math.Clamp(points, end, left.Points);
    }

    /// <summary>The exact inverse: every raw value that earns at least the given points.</summary>
    /// <param name="points">The points to reach.</param>
    /// <returns>
    /// Ranges by rising value, as few as possible, empty when the points are out of reach. Exact to the last bit: <see cref="Evaluate"/>
    /// gives at least <paramref name="points"/> at each finite bound and less at the next number outside it.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="points"/> is NaN.</exception>
    public IReadOnlyList<ValueRange> ValuesReaching(double points)
    {
        if (double.IsNaN(points))
            throw new ArgumentException("NaN is not a number of points.", nameof(points));
        var ranges = new List<ValueRange>();
        void Add(double from, double to)
        {
            if (ranges.Count > 0 && Math.BitIncrement(ranges[^1].To) == from)
                ranges[^1] = ranges[^1] with { To = to };
            else
                ranges.Add(new(from, to));
        }

        if (_knots[0].Points >= points && _knots[0].X > double.MinValue)
            Add(double.NegativeInfinity, Math.BitDecrement(_knots[0].X));
        for (int i = 0; i < _slopes.Length; i++)
        {
            (Knot left, Knot right) = (_knots[i], _knots[i + 1]);
            if (left.X == right.X)
                continue;
            double last = Math.BitDecrement(right.X);
            bool rising = left.Points <= right.Points;
            if (Evaluate(rising ? last : left.X) < points)
                continue;
            if (Evaluate(rising ? left.X : last) >= points)
                Add(left.X, last);
            else if (rising)
                Add(Boundary(left.X, last, value => Evaluate(value) >= points), last);
            else
                Add(left.X, Math.BitDecrement(Boundary(left.X, right.X, value => Evaluate(value) < points)));
        }
        if (_knots[^1].Points >= points)
            Add(_knots[^1].X, double.PositiveInfinity);
        return ranges;
    }

    /// <inheritdoc/>
    public bool Equals(Curve? other) => other is not null && _knots.AsSpan().SequenceEqual(other._knots);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Curve);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (Knot knot in _knots)
            hash.Add(knot);
        return hash.ToHashCode();
    }

    /// <summary>The curve as it was spelled.</summary>
    /// <returns>As in <c>linear worst 0 best 20</c> or <c>knots [0, 0] [10, 80] [20, 100]</c>.</returns>
    public override string ToString() => Shape.ToString();

    /// <summary>The same curve spelled as knots: the form that is hashed.</summary>
    internal Curve AsKnots() => new(new CurveShape.Pairs(CurveShape.Pairs.Knots, _knots));

    /// <summary>The curve as pieces by rising value, the first from minus infinity, that need no clamp to give its bits.</summary>
    internal IEnumerable<Piece> Pieces()
    {
        Piece current = Piece.Flat(double.NegativeInfinity, _knots[0].Points);
        foreach (Piece next in Stretches())
        {
            if (next.Slope == 0 && current.Slope == 0 && next.Offset == current.Offset)
                continue;
            yield return current;
            current = next;
        }
        yield return current;
    }

    private IEnumerable<Piece> Stretches()
    {
        for (int i = 0; i < _slopes.Length; i++)
        {
            (Knot left, Knot right) = (_knots[i], _knots[i + 1]);
            if (left.X == right.X)
                continue;
            if (_slopes[i] == 0)
            {
                yield return Piece.Flat(left.X, left.Points);
                continue;
            }
            var line = new Piece(left.X, left.X, left.Points, _slopes[i]);
            yield return line;
            // The line starts exactly at its left knot and moves toward the right one: only there can rounding overshoot.
            bool Overshoots(double value) => left.Points <= right.Points ? line.At(value) > right.Points : line.At(value) < right.Points;
            double last = Math.BitDecrement(right.X);
            if (Overshoots(last))
                yield return Piece.Flat(Boundary(left.X, last, Overshoots), right.Points);
        }
        yield return Piece.Flat(_knots[^1].X, _knots[^1].Points);
    }

    internal static Curve Checked(CurveShape shape)
    {
        CurveProblem[] problems = [.. shape.Problems()];
        return problems.Length == 0 ? new(shape) : throw new ArgumentException(string.Join(Environment.NewLine, problems));
    }

    private static ValueRange SpanOf(Knot[] knots) => knots.Length == 1 ? new(double.NegativeInfinity, double.PositiveInfinity) : new(
        knots[0].X == knots[1].X ? double.NegativeInfinity : knots[0].X, knots[^2].X == knots[^1].X ? double.PositiveInfinity : knots[^1].X);

    /// <summary>The index of the first of knots, by rising x, that lies above a value; how many there are where none does.</summary>
    internal static int FirstAbove(ReadOnlySpan<Knot> knots, double value)
    {
        (int low, int high) = (0, knots.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (knots[middle].X <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The smallest double of [low, high] for which a rising condition holds; it holds for <paramref name="high"/>.</summary>
    internal static double Boundary(double low, double high, Func<double, bool> holds)
    {
        (long no, long yes) = (Rank(low) - 1, Rank(high));
        // Not yes - no > 1: the ranks of -95 and 49 are further apart than a long can say.
        while (no + 1 < yes)
        {
            long middle = (no >> 1) + (yes >> 1) + (no & yes & 1);
            if (holds(AtRank(middle)))
                yes = middle;
            else
                no = middle;
        }
        return AtRank(yes);
    }

    // Doubles in their own order as consecutive integers, so that halving the distance ends after 64 steps wherever it starts.
    internal static long Rank(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    internal static double AtRank(long rank) => BitConverter.Int64BitsToDouble(rank >= 0 ? rank : long.MinValue - rank);
}
