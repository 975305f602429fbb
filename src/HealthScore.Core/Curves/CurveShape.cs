using System.Globalization;

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

    /// <summary>The spelling in words.</summary>
    public abstract override string ToString();

    /// <summary>What is wrong with the numbers as written; where this is empty, <see cref="ToKnots"/> gives rising, finite knots.</summary>
    public abstract IEnumerable<CurveProblem> Problems();

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    protected static IEnumerable<CurveProblem> NotFinite(string at, double value)
    {
        if (!double.IsFinite(value))
            yield return new(at, Text(value), $"{Text(value)} is not a finite number", "give a finite number");
    }

    protected static CurveProblem? TooClose(string at, Knot left, Knot right)
    {
        double slope = (right.Points - left.Points) / (right.X - left.X);
        return right.X > left.X && (!double.IsFinite(right.X - left.X) || !double.IsFinite(slope))
            ? new(at, Text(right.X), $"{Text(left.X)} and {Text(right.X)} are too close together or too far apart to draw a line between",
                "choose values whose distance is an ordinary number")
            : null;
    }

    /// <summary>A straight line from 0 points at the worst value to 100 points at the best, or one that eases in and out.</summary>
    internal sealed record Ramp(string Member, double Worst, double Best, int Pieces) : CurveShape
    {
        public override string ToString() => $"{Member} worst {Text(Worst)} best {Text(Best)}";

        public override Knot[] ToKnots()
        {
            (double low, double high) = Worst < Best ? (Worst, Best) : (Best, Worst);
            var knots = new Knot[Pieces + 1];
            for (int i = 0; i <= Pieces; i++)
            {
                double t = (double)i / Pieces;
                double eased = Pieces == 1 ? t : t * t * (3 - 2 * t);
                knots[i] = new(i == Pieces ? high : low + (high - low) * t, 100 * (Worst < Best ? eased : 1 - eased));
            }
            return knots;
        }

        public override IEnumerable<CurveProblem> Problems()
        {
            CurveProblem[] notFinite = [.. NotFinite($".{Member}.worst", Worst), .. NotFinite($".{Member}.best", Best)];
            foreach (CurveProblem problem in notFinite)
                yield return problem;
            if (notFinite.Length > 0)
                yield break;
            if (Worst == Best)
            {
                yield return new($".{Member}.best", Text(Best), $"best and worst are both {Text(Best)}",
                    "give two different values; for a step use bands");
                yield break;
            }
            Knot[] knots = ToKnots();
            for (int i = 1; i < knots.Length; i++)
            {
                if (!(knots[i].X > knots[i - 1].X) || TooClose("", knots[i - 1], knots[i]) is not null)
                {
                    yield return new($".{Member}.best", Text(Best),
                        $"{Text(Worst)} and {Text(Best)} are too close together or too far apart to draw a line between",
                        "choose values whose distance is an ordinary number");
                    yield break;
                }
            }
        }
    }

    /// <summary>100 points in the middle, falling to 0 on both sides.</summary>
    internal sealed record Target(double WorstBelow, double BestFrom, double BestTo, double WorstAbove) : CurveShape
    {
        public (string Member, double Value)[] Corners =>
            [("worstBelow", WorstBelow), ("bestFrom", BestFrom), ("bestTo", BestTo), ("worstAbove", WorstAbove)];

        public override string ToString() => $"targetRange {string.Join(' ', Corners.Select(corner => $"{corner.Member} {Text(corner.Value)}"))}";

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
                    yield return new($".targetRange.{member}", Text(value), $"{member} is {Text(value)} and {before} is {Text(least)}",
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

        public override string ToString() => $"{Member} {string.Join(' ', Values.Select(pair => $"[{Text(pair.X)}, {Text(pair.Points)}]"))}";

        public override Knot[] ToKnots()
        {
            if (Member == Knots)
                return Values;
            var knots = new List<Knot>(2 * Values.Length) { Values[0] };
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
                CurveProblem[] own = [.. NotFinite(at + "[0]", knot.X), .. NotFinite(at + "[1]", knot.Points)];
                foreach (CurveProblem problem in own)
                    yield return problem;
                if (Math.Abs(knot.Points) > LargestPoints && own.Length == 0)
                    yield return new(at + "[1]", Text(knot.Points), $"{Text(knot.Points)} points are too many", "keep points between -1e9 and 1e9");
                if (i == 0 || own.Length > 0 || !double.IsFinite(Values[i - 1].X) || !double.IsFinite(Values[i - 1].Points))
                    continue;
                double before = Values[i - 1].X;
                if (knot.X < before)
                    yield return new(at, Text(knot.X), $"{Text(knot.X)} comes after {Text(before)}", "sort the pairs by rising value");
                else if (Member == Bands && knot.X == before)
                    yield return new(at, Text(knot.X), $"two bands start at {Text(knot.X)}", "keep one of them");
                else if (i > 1 && knot.X == before && knot.X == Values[i - 2].X)
                {
                    yield return new(at, Text(knot.X), $"more than two knots are at {Text(knot.X)}",
                        "keep two: the points left and right of the jump");
                }
                else if (TooClose(at, Values[i - 1], Member == Knots ? knot : knot with { Points = Values[i - 1].Points }) is { } tooClose)
                    yield return tooClose;
            }
        }

        // A record compares arrays by reference; two spellings are the same when their pairs are.
        public bool Equals(Pairs? other) => other is not null && Member == other.Member && Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode() => HashCode.Combine(Member, Values.Length);
    }
}
