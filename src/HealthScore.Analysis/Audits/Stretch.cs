namespace HealthScoring.Analysis;

/// <summary>Numbers of one column among which no condition of the profile changes its mind: a run of doubles, or no number.</summary>
/// <param name="From">The first; <see cref="double.MinValue"/> where there is none smaller, NaN for no number.</param>
/// <param name="To">The last.</param>
internal readonly record struct Stretch(double From, double To)
{
    public static Stretch Missing { get; } = new(double.NaN, double.NaN);

    public bool IsMissing => double.IsNaN(From);

    /// <summary>One number of it, which a person can read.</summary>
    public double Example => From > 0 || IsMissing ? From : To >= 0 ? 0 : Math.Max(From, Math.Floor(To));

    /// <summary>
    /// The stretches into which conditions cut the numbers of a column, in rising order; no number comes last, where one asks for it.
    /// </summary>
    /// <param name="conditions">The conditions on the column.</param>
    /// <param name="asksForMissing">Whether a missing number decides even if no condition is that it is missing.</param>
    /// <param name="codes">The numbers that stand for the texts of a label; null for a column of numbers.</param>
    public static Stretch[] Of(IReadOnlyCollection<Condition> conditions, bool asksForMissing, IEnumerable<double>? codes)
    {
        Stretch[] missing = asksForMissing || conditions.Any(when => when.Operator == ConditionOperator.Missing) ? [Missing] : [];
        if (codes is not null)
            return [.. codes.Select(code => new Stretch(code, code)), .. missing];
        double[] starts = [double.MinValue, .. conditions.SelectMany(Starts).Where(start => start > double.MinValue && double.IsFinite(start))
            .Distinct().Order()];
        IEnumerable<Stretch> numbers = starts.Select((start, i) =>
            new Stretch(start, i + 1 < starts.Length ? Math.BitDecrement(starts[i + 1]) : double.MaxValue));
        return [.. numbers, .. missing];
    }

    /// <summary>Whether a condition holds for all of it.</summary>
    public bool Holds(Condition when) => when.Operator switch
    {
        ConditionOperator.Below => From < when.Bound,
        ConditionOperator.AtMost => From <= when.Bound,
        ConditionOperator.Above => From > when.Bound,
        ConditionOperator.AtLeast => From >= when.Bound,
        ConditionOperator.Between => From >= when.Bound && From <= when.UpperBound,
        _ => IsMissing,
    };

    /// <summary>
    /// The numbers of it, in rising order, between which curves are straight or jump: its ends, the knots, and the last number before a jump.
    /// Where it has no end, the curves are flat beyond their knots.
    /// </summary>
    public double[] Corners(params ReadOnlySpan<Curve> curves)
    {
        if (IsMissing)
            return [double.NaN];
        List<double> corners = [];
        if (From > double.MinValue)
            corners.Add(From);
        if (To < double.MaxValue)
            corners.Add(To);
        foreach (Curve curve in curves)
        {
            foreach (Knot knot in curve.Knots)
            {
                foreach (double x in IsJump(curve, knot.X) ? new[] { Math.BitDecrement(knot.X), knot.X } : [knot.X])
                {
                    if (x >= From && x <= To)
                        corners.Add(x);
                }
            }
        }
        return corners.Count == 0 ? [Example] : [.. corners.Distinct().Order()];
    }

    /// <summary>The corners, cut where one of the curves jumps.</summary>
    public double[][] Runs(params ReadOnlySpan<Curve> curves)
    {
        double[] corners = Corners(curves);
        List<double[]> runs = [];
        int first = 0;
        for (int i = 1; i <= corners.Length; i++)
        {
            if (i < corners.Length && !IsAnyJump(curves, corners[i]))
                continue;
            runs.Add(corners[first..i]);
            first = i;
        }
        return [.. runs];
    }

    private static bool IsAnyJump(ReadOnlySpan<Curve> curves, double x)
    {
        foreach (Curve curve in curves)
        {
            if (IsJump(curve, x))
                return true;
        }
        return false;
    }

    private static bool IsJump(Curve curve, double x)
    {
        int knots = 0;
        foreach (Knot knot in curve.Knots)
            knots += knot.X == x ? 1 : 0;
        return knots > 1;
    }

    private static IEnumerable<double> Starts(Condition when) => when.Operator switch
    {
        ConditionOperator.Below or ConditionOperator.AtLeast => [when.Bound],
        ConditionOperator.AtMost or ConditionOperator.Above => [Math.BitIncrement(when.Bound)],
        ConditionOperator.Between => [when.Bound, Math.BitIncrement(when.UpperBound)],
        _ => [],
    };
}
