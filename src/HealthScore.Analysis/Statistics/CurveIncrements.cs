namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// A curve as a sum of its pieces, each the rise or fall from one knot to the next: the share of a piece that a value covers is 0 before it, 1 after
/// it, and linear between; a jump is covered from its value on.
/// </summary>
internal sealed class CurveIncrements
{
    private readonly Knot[] _knots;

    /// <summary>Takes the knots of a curve, by rising x; two of one x are a jump.</summary>
    public CurveIncrements(IEnumerable<Knot> knots)
    {
        _knots = [.. knots];
        Changes = [.. _knots.Zip(_knots.Skip(1), (one, next) => next.Points - one.Points)];
    }

    /// <summary>The points of the first knot.</summary>
    public double First => _knots[0].Points;

    /// <summary>The points that each piece adds, or takes where negative.</summary>
    public IReadOnlyList<double> Changes { get; }

    /// <summary>The share of each piece that a value covers.</summary>
    public void Cover(double value, Span<double> covered)
    {
        for (int piece = 0; piece < Changes.Count; piece++)
        {
            (double from, double to) = (_knots[piece].X, _knots[piece + 1].X);
            covered[piece] = value >= to ? 1 : value <= from ? 0 : (value - from) / (to - from);
        }
    }

    /// <summary>
    /// The share of each piece that is lost: what is not covered of one that rises, what is covered of one that falls; 0 of a flat one.
    /// </summary>
    public void Lose(double value, Span<double> lost)
    {
        Cover(value, lost);
        for (int piece = 0; piece < Changes.Count; piece++)
            lost[piece] = Changes[piece] > 0 ? 1 - lost[piece] : Changes[piece] < 0 ? lost[piece] : 0;
    }
}
