using HealthScoring.Text;


namespace HealthScoring;

/// <summary>
/// How a curve was spelled. Every shape says only which knots it stands for, so the rest of the library knows one kind of curve; the
/// spelling is kept so that a profile is written back the way its author reads it.
/// </summary>
internal abstract record CurveShape
{
    // Far beyond any raw number or points a metric can mean, and small enough that no sum or slope overflows.
    internal const double LargestPoints = 1e9;

    public abstract Knot[] ToKnots();

    private const string OrdinaryDistance = "choose values whose distance is an ordinary number";

    /// <summary>The spelling in words.</summary>
    public abstract override string ToString();

    /// <summary>What is wrong with the numbers as written; where this is empty, <see cref="ToKnots"/> gives rising, finite knots.</summary>
    public abstract IEnumerable<CurveProblem> Problems();

    protected static IEnumerable<CurveProblem> NotFinite(string at, double value)
    {
        if (!double.IsFinite(value))
            yield return new(at, Number.Text(value), $"{Number.Text(value)} is not a finite number", "give a finite number");
    }

    protected static IEnumerable<CurveProblem> PointsProblems(string at, double points) => Math.Abs(points) > LargestPoints && double.IsFinite(points)
        ? [new(at, Number.Text(points), $"{Number.Text(points)} points are too many", "keep points between -1e9 and 1e9")]
        : NotFinite(at, points);

    protected static CurveProblem? TooClose(string at, Knot left, Knot right)
    {
        double slope = (right.Points - left.Points) / (right.X - left.X);
        return TooFar(at, left.X, right.X) ?? (right.X > left.X && !double.IsFinite(slope)
            ? new(at, Number.Text(right.X), $"{Number.Text(left.X)} and {Number.Text(right.X)} are too close together to draw a line between",
                OrdinaryDistance)
            : null);
    }

    protected static CurveProblem? TooFar(string at, double left, double right) => !double.IsFinite(right - left)
        ? new(at, Number.Text(right), $"{Number.Text(left)} and {Number.Text(right)} are too far apart", OrdinaryDistance) : null;

    /// <summary>From 0 points at the worst value to 100 points at the best.</summary>
    internal abstract record Ramp(string Member, double Worst, double Best) : CurveShape
    {
        protected double Low => Math.Min(Worst, Best);

        protected double High => Math.Max(Worst, Best);

        public sealed override string ToString() => $"{Member} worst {Number.Text(Worst)} best {Number.Text(Best)}";

        public override IEnumerable<CurveProblem> Problems()
        {
            CurveProblem[] bad = [.. ProblemsOf($".{Member}.worst", Worst), .. ProblemsOf($".{Member}.best", Best)];
            foreach (CurveProblem problem in bad)
                yield return problem;
            if (bad.Length > 0)
                yield break;
            if (Worst == Best)
            {
                yield return new($".{Member}.best", Number.Text(Best), $"best and worst are both {Number.Text(Best)}",
                    "give two different values; for a step use bands");
                yield break;
            }
            if (!double.IsFinite(Best - Worst))
            {
                yield return new($".{Member}.best", Number.Text(Best), $"{Number.Text(Worst)} and {Number.Text(Best)} are too far apart",
                    OrdinaryDistance);
                yield break;
            }
            Knot[] knots = ToKnots();
            for (int i = 1; i < knots.Length; i++)
            {
                if (!(knots[i].X > knots[i - 1].X) || TooClose("", knots[i - 1], knots[i]) is not null)
                {
                    yield return new($".{Member}.best", Number.Text(Best),
                        $"{Number.Text(Worst)} and {Number.Text(Best)} are too close together to draw a line between", OrdinaryDistance);
                    yield break;
                }
            }
        }

        /// <summary>What is wrong with one end.</summary>
        protected virtual IEnumerable<CurveProblem> ProblemsOf(string at, double value) => NotFinite(at, value);

        /// <summary>The points where a share of the way from the low end to the high one counts.</summary>
        protected double PointsAt(double share) => 100 * (Worst < Best ? share : 1 - share);
    }

    /// <summary>A straight line.</summary>
    internal sealed record Linear(double Worst, double Best) : Ramp(Name, Worst, Best)
    {
        public const string Name = "linear";

        public override Knot[] ToKnots() => [new(Low, PointsAt(0)), new(High, PointsAt(1))];
    }

    /// <summary>Flat at both ends and steep in the middle.</summary>
    internal sealed record SCurve(double Worst, double Best) : Ramp(Name, Worst, Best)
    {
        public const string Name = "sCurve";

        // Nine knots: the corners of the smooth curve at eighths, which doubles hold exactly. The lines stay within 1.2 points of it.
        private const int Pieces = 8;

        public override Knot[] ToKnots()
        {
            var knots = new Knot[Pieces + 1];
            for (int i = 0; i <= Pieces; i++)
            {
                double t = (double)i / Pieces;
                knots[i] = new(i == Pieces ? High : Low + (High - Low) * t, PointsAt(t * t * (3 - 2 * t)));
            }
            return knots;
        }
    }

    /// <summary>Each time one more than the number doubles, it earns as many points: the curve of counts and amounts.</summary>
    internal sealed record Log(double Worst, double Best) : Ramp(Name, Worst, Best)
    {
        public const string Name = "log";

        // Halving the way in 1 + x again and again takes only square roots, which are the same on every machine; a logarithm is not.
        public override Knot[] ToKnots()
        {
            int pieces = Pieces();
            var knots = new Knot[pieces + 1];
            (knots[0], knots[pieces]) = (new(Low, PointsAt(0)), new(High, PointsAt(1)));
            for (int step = pieces / 2; step > 0; step /= 2)
            {
                for (int i = step; i < pieces; i += 2 * step)
                {
                    double middle = Math.Sqrt(1 + knots[i - step].X) * Math.Sqrt(1 + knots[i + step].X);
                    knots[i] = new(middle - 1, PointsAt((double)i / pieces));
                }
            }
            return knots;
        }

        protected override IEnumerable<CurveProblem> ProblemsOf(string at, double value) => value < 0 && double.IsFinite(value)
            ? [new(at, Number.Text(value), $"{Number.Text(value)} is negative", "give 0 or more; log is for counts and amounts")]
            : base.ProblemsOf(at, value);

        // One of n pieces, over which 1 + x grows by the factor r, is at most 100/n * ln(r) / 8 points off, and ln(r) is at most (r - 1) / sqrt(r).
        private int Pieces()
        {
            const double Allowed = 0.05 * 8 / 100;
            int pieces = 1;
            for (double growth = (1 + High) / (1 + Low); (growth - 1) / Math.Sqrt(growth) > Allowed * pieces; growth = Math.Sqrt(growth))
                pieces *= 2;
            return pieces;
        }
    }

    /// <summary>100 points in the middle, falling to 0 on both sides.</summary>
    internal sealed record Target(double WorstBelow, double BestFrom, double BestTo, double WorstAbove) : CurveShape
    {
        public (string Member, double Value)[] Corners =>
            [("worstBelow", WorstBelow), ("bestFrom", BestFrom), ("bestTo", BestTo), ("worstAbove", WorstAbove)];

        public override string ToString() =>
            $"targetRange {string.Join(' ', Corners.Select(corner => $"{corner.Member} {Number.Text(corner.Value)}"))}";

        public override Knot[] ToKnots() => BestFrom == BestTo
            ? [(WorstBelow, 0), (BestFrom, 100), (WorstAbove, 0)]
            : [(WorstBelow, 0), (BestFrom, 100), (BestTo, 100), (WorstAbove, 0)];

        public override IEnumerable<CurveProblem> Problems()
        {
            CurveProblem[] notFinite = [.. Corners.SelectMany(corner => NotFinite($".targetRange.{corner.Member}", corner.Value))];
            foreach (CurveProblem problem in notFinite)
                yield return problem;
            if (notFinite.Length > 0)
                yield break;
            for (int i = 1; i < Corners.Length; i++)
            {
                (string member, double value) = Corners[i];
                (string before, double least) = Corners[i - 1];
                bool flat = member == "bestTo";
                if (flat ? value < least : value <= least)
                {
                    yield return new($".targetRange.{member}", Number.Text(value),
                        $"{member} is {Number.Text(value)} and {before} is {Number.Text(least)}",
                        "give worstBelow < bestFrom <= bestTo < worstAbove");
                }
                else if (TooClose($".targetRange.{member}", (least, i == 1 ? 0 : 100), (value, i == 3 ? 0 : 100)) is { } tooClose)
                {
                    yield return tooClose;
                }
            }
        }
    }

    /// <summary>A list of value and points pairs, joined by lines, or each holding until the next (bands).</summary>
    internal sealed record Pairs(string Member, Knot[] Values) : CurveShape
    {
        public const string Knots = "knots";
        public const string Bands = "bands";

        public override string ToString() =>
            $"{Member} {string.Join(' ', Values.Select(pair => $"[{Number.Text(pair.X)}, {Number.Text(pair.Points)}]"))}";

        public override Knot[] ToKnots()
        {
            if (Member == Knots)
                return Values;
            List<Knot> knots = [Values[0]];
            for (int i = 1; i < Values.Length; i++)
            {
                knots.Add(new(Values[i].X, Values[i - 1].Points));
                knots.Add(Values[i]);
            }
            return [.. knots];
        }

        public override IEnumerable<CurveProblem> Problems()
        {
            if (Values.Length == 0)
                yield return new($".{Member}", "[]", $"there are no {Member}", "give at least one [value, points] pair");
            for (int i = 0; i < Values.Length; i++)
            {
                string at = $".{Member}[{i}]";
                Knot knot = Values[i];
                foreach (CurveProblem problem in (CurveProblem[])[.. NotFinite(at + "[0]", knot.X), .. PointsProblems(at + "[1]", knot.Points)])
                    yield return problem;
                if (i == 0 || !IsFinite(knot) || !IsFinite(Values[i - 1]))
                    continue;
                double before = Values[i - 1].X;
                if (knot.X < before)
                    yield return new(at, Number.Text(knot.X), $"{Number.Text(knot.X)} comes after {Number.Text(before)}",
                        "sort the pairs by rising value");
                else if (Member == Bands && knot.X == before)
                    yield return new(at, Number.Text(knot.X), $"two bands start at {Number.Text(knot.X)}", "keep one of them");
                else if (i > 1 && knot.X == before && knot.X == Values[i - 2].X)
                {
                    yield return new(at, Number.Text(knot.X), $"more than two knots are at {Number.Text(knot.X)}",
                        "keep two: the points left and right of the jump");
                }
                else if ((Member == Knots ? TooClose(at, Values[i - 1], knot) : TooFar(at, before, knot.X)) is { } distance)
                    yield return distance;
            }
        }

        private static bool IsFinite(Knot knot) => double.IsFinite(knot.X) && double.IsFinite(knot.Points);
    }
}
