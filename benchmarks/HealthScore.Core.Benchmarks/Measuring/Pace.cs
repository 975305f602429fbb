namespace HealthScoring.Benchmarks.Measuring;

/// <summary>
/// Runs a contender slice after slice through its rows. A slice is a quarter of the rows at most, so that what one contender has just read
/// is not in the cache of the next, and for slow ones as many rows as take some tens of milliseconds.
/// </summary>
internal sealed class Pace
{
    private const double WarmUpSeconds = 0.4;
    private const int WarmUpRuns = 4;
    private const double SliceSeconds = 0.04;
    private const int Parts = 4;

    private readonly Contender _contender;
    private readonly int _slice;
    private int _next;

    /// <summary>Warms the contender up, so that its code is compiled for good, and chooses its slice.</summary>
    /// <param name="contender">The contender.</param>
    /// <param name="start">Where to start, as a share of its rows.</param>
    public Pace(Contender contender, double start = 0)
    {
        _contender = contender;
        _next = (int)(start * contender.Rows);
        _slice = contender.IsWhole ? contender.Rows : Math.Max(1, Math.Min(64, contender.Rows / Parts));
        double spent = 0;
        for (int runs = 0; spent < WarmUpSeconds || runs < WarmUpRuns; runs++)
        {
            double perRow = Next() * 1e-9;
            spent += perRow * _slice;
            if (!contender.IsWhole)
                _slice = Math.Clamp((int)(SliceSeconds / perRow), Math.Min(64, contender.Rows), Math.Max(1, contender.Rows / Parts));
        }
    }

    /// <summary>Runs the next slice, and returns nanoseconds a row.</summary>
    public double Next()
    {
        if (_next + _slice > _contender.Rows)
            _next = 0;
        double seconds = _contender.Time(_next, _slice);
        _next += _slice;
        return seconds * 1e9 / _slice;
    }
}
