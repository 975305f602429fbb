using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Bands that include their upper end, as in <c>up to 5: 100 points, up to 10: 50, above: 0</c>.</summary>
/// <param name="Bands">Where each band ends, inclusive, and its points.</param>
/// <param name="Above">The points of every value above the last of them.</param>
internal sealed record UpperBands(Knot[] Bands, double Above) : CurveShape
{
    public const string UpTo = "upTo", Points = "points";

    public override string ToString() =>
        $"bands {string.Concat(Bands.Select(band => $"up to {Number.Text(band.X)}: {Number.Text(band.Points)}, "))}above: {Number.Text(Above)}";

    // The first number that is no longer in a band is the next one there is.
    public override Knot[] ToKnots() =>
    [
        .. Bands.SelectMany((band, i) =>
            new Knot[] { new(Math.BitIncrement(band.X), band.Points), new(Math.BitIncrement(band.X), PointsOf(i + 1)) }),
    ];

    public override IEnumerable<CurveProblem> Problems()
    {
        if (Bands.Length == 0)
        {
            yield return new(".bands", null, "every number gets the same points",
                $$"""give bands that end before it, as in { "{{UpTo}}": 5, "{{Points}}": 100 }""");
        }
        for (int i = 0; i < Bands.Length; i++)
        {
            (string at, double end) = ($".bands[{i}].{UpTo}", Bands[i].X);
            if (!double.IsFinite(end))
                yield return NotFinite(at, end).Single();
            else if (end == double.MaxValue)
                yield return new(at, Number.Text(end), "there is no number above it", "leave the band out");
            else if (i > 0 && end <= Bands[i - 1].X)
                yield return new(at, Number.Text(end), $"{Number.Text(end)} is not above {Number.Text(Bands[i - 1].X)}, where the band before ends",
                    "sort the bands by rising value");
            else if (i > 0 && double.IsFinite(Bands[i - 1].X) && TooFar(at, Bands[i - 1].X, end) is { } tooFar)
                yield return tooFar;
        }
        for (int i = 0; i <= Bands.Length; i++)
        {
            foreach (CurveProblem problem in PointsProblems($".bands[{i}].{Points}", PointsOf(i)))
                yield return problem;
        }
    }

    private double PointsOf(int band) => band < Bands.Length ? Bands[band].Points : Above;
}
