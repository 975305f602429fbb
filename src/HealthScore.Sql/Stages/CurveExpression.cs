using HealthScoring.Sql.Statements;
using HealthScoring.Text;

namespace HealthScoring.Sql.Stages;

/// <summary>A curve as an expression of a value: one case per piece, in the pieces that need no clamp.</summary>
internal static class CurveExpression
{
    private const double Tiny = 1e-250;
    private const int MuchShorter = 6;

    // With fewer the text grows for nothing; more comparisons in a row take longer than finding the half first.
    private const int MostRungs = 8;

    /// <summary>The points for a value; another expression for a missing one, NaN and the infinities.</summary>
    public static Fragment Of(FragmentWriter sql, Curve curve, StageColumn value, Fragment missing)
    {
        Piece[] pieces = [.. curve.Pieces().SelectMany(piece => WithoutUnderflow(sql, piece))];
        (Fragment When, Fragment Then)[] cases = [.. pieces.Select((piece, i) => (
            i + 1 < pieces.Length ? IsLess(sql, value, pieces[i + 1].From) : sql.Of($"{value} <= {double.MaxValue}"), At(sql, piece, value)))];
        // Neither NULL nor NaN is less than a number in any engine, so only the ends have to ask for more.
        cases[0].Then = sql.Case(sql.Of($"{value} >= {double.MinValue}"), cases[0].Then, missing);
        return Ladder(sql, cases, missing);
    }

    /// <summary>The first of the cases that holds, where each that holds lets all after it hold: found by halves.</summary>
    private static Fragment Ladder(FragmentWriter sql, ReadOnlySpan<(Fragment When, Fragment Then)> cases, Fragment otherwise)
    {
        if (cases.Length <= MostRungs)
            return sql.Case(cases.ToArray(), otherwise);
        int middle = cases.Length / 2;
        return sql.Case(cases[middle].When, Ladder(sql, cases[..middle], cases[middle].Then), Ladder(sql, cases[(middle + 1)..], otherwise));
    }

    /// <summary>A band up to 5 ends at the first number above 5; both ways to say that are the same, and 5 is the shorter number.</summary>
    private static Fragment IsLess(FragmentWriter sql, StageColumn value, double limit)
    {
        double last = Math.BitDecrement(limit);
        return double.IsFinite(last) && Number.Text(last).Length + MuchShorter < Number.Text(limit).Length
            ? sql.Of($"{value} <= {last}")
            : sql.Of($"{value} < {limit}");
    }

    private static Fragment At(FragmentWriter sql, Piece piece, StageColumn value) => piece.Slope == 0 ? sql.Of($"{piece.Offset}")
        : piece.Start == 0 ? sql.Of($"{piece.Offset} + {value} * {piece.Slope}")
        : sql.Of($"{piece.Offset} + ({value} - {piece.Start}) * {piece.Slope}");

    /// <summary>Where a product that rounds to 0 is an error, the stretch of a line where it does is a piece of its own.</summary>
    private static IEnumerable<Piece> WithoutUnderflow(FragmentWriter sql, Piece piece)
    {
        if (sql.Dialect.RaisesOnUnderflow && piece.Slope != 0)
        {
            double first = Math.BitIncrement(piece.Start);
            double above = (first - piece.Start) * piece.Slope != 0 ? first
                : Curve.Boundary(first, double.MaxValue, x => (x - piece.Start) * piece.Slope != 0);
            if (above != first)
            {
                yield return Piece.Flat(piece.From, piece.Offset);
                yield return piece with { From = above };
                yield break;
            }
        }
        yield return piece;
    }

    /// <summary>Whether points are so near to 0 that a product with them may be rounded to it.</summary>
    public static bool MayBeTiny(double points) => points != 0 && Math.Abs(points) < Tiny;

    /// <summary>Whether a curve gives such points.</summary>
    // A line is near to 0 points only next to a knot of 0 points, and so near only where the distances between numbers are that small.
    public static bool MayBeTiny(Curve curve) =>
        curve.Knots.Any(knot => MayBeTiny(knot.Points) || (knot.Points == 0 && Math.Abs(knot.X) < Tiny))
        || curve.Pieces().Any(piece => piece.Slope != 0 && Math.Abs(piece.Slope) < Tiny);
}
