using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The knots of a metric's curve now and under a proposal.</summary>
public sealed record ProposedCurve
{
    internal ProposedCurve(ProfileMetric metric, IReadOnlyList<Knot> after) =>
        (Metric, Unit, Before, After) =
            (metric.Name, metric.Unit, [.. after.Select((knot, i) => new Knot(knot.X, PointsAt(metric.Curve, after, i)))], after);

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>The present points at the values of <see cref="After"/>; two knots of one value are the points before and from a jump on.</summary>
    public IReadOnlyList<Knot> Before { get; }

    /// <summary>The proposed points, whole numbers.</summary>
    public IReadOnlyList<Knot> After { get; }

    private string? Unit { get; }

    /// <summary>The changes in a line.</summary>
    /// <returns>As in <c>curve of logins: 4 days 20 → 45 points, 8 days 60 → 80</c>.</returns>
    public override string ToString()
    {
        // What a band ends with is what it began with.
        string[] changes = [.. Enumerable.Range(0, After.Count).Where(i => Before[i].Points != After[i].Points
                && (i == 0 || Before[i].Points != Before[i - 1].Points || After[i].Points != After[i - 1].Points))
            .Select((i, place) => $"{Number.InUnit(Number.Raw(After[i].X), place == 0 ? Unit : null)} {Rounded(Before[i].Points)} → "
                + $"{Rounded(After[i].Points)}{(place == 0 ? " points" : "")}")];
        return $"curve of {Metric}: {(changes.Length == 0 ? "no change" : string.Join(", ", changes))}";
    }

    private static string Rounded(double points) => Number.Raw(Math.Round(points, 1));

    // The first of two knots of one value is what holds up to it.
    private static double PointsAt(Curve curve, IReadOnlyList<Knot> after, int i)
    {
        if (i + 1 < after.Count && after[i + 1].X == after[i].X)
            return curve.Knots.First(knot => knot.X == after[i].X).Points;
        return curve.Evaluate(after[i].X);
    }
}
