using System.Globalization;

namespace HealthScoring.Tests.Properties;

public enum CurveKind
{
    Linear,
    SCurve,
    TargetRange,
    Knots,
    Bands,
    UpperBands,
    Log,
}

/// <summary>A curve as numbers that are not yet a curve, so that the reference scorer need not ask the library what they mean.</summary>
public sealed record CurveDraft(CurveKind Kind, Knot[] Knots, params double[] Corners)
{
    private Curve? _built;

    public static CurveDraft Linear(double worst, double best) => new(CurveKind.Linear, [], worst, best);

    public static CurveDraft Flat(double points) => new(CurveKind.Knots, [new(0, points), new(1, points)]);

    public Curve Build() => _built ??= Kind switch
    {
        CurveKind.Linear => Curve.Linear(Corners[0], Corners[1]),
        CurveKind.SCurve => Curve.SCurve(Corners[0], Corners[1]),
        CurveKind.TargetRange => Curve.TargetRange(Corners[0], Corners[1], Corners[2], Corners[3]),
        CurveKind.Log => Curve.Log(Corners[0], Corners[1]),
        CurveKind.UpperBands => Knots[1..].Aggregate(Curve.UpTo(Knots[0].X, Knots[0].Points), (bands, next) => bands.UpTo(next.X, next.Points))
            .Above(Corners[0]),
        CurveKind.Knots => Curve.FromKnots(Knots),
        _ => Curve.Bands(Knots),
    };

    public bool IsValid()
    {
        try
        {
            Build();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kind} {string.Join(' ', Corners.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}{string.Join(' ', Knots)}");
}
