namespace HealthScoring.Benchmarks.Measuring;

/// <summary>
/// Several contenders in turns, all rows of each at once, another one to begin from round to round: what disturbs the machine meets all. Ratios
/// are taken within a round.
/// </summary>
internal sealed class RoundRobin
{
    private const double WarmUpSeconds = 0.4;

    private readonly Contender[] _contenders;
    private readonly double[][] _times;

    public RoundRobin(IEnumerable<Contender> contenders, int rounds)
    {
        _contenders = [.. contenders];
        _times = [.. _contenders.Select(_ => new double[rounds])];
        foreach (Contender contender in _contenders)
        {
            for (double spent = 0; spent < WarmUpSeconds;)
                spent += contender.Time(0, contender.Rows);
        }
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < _contenders.Length; turn++)
            {
                int place = (round + turn) % _contenders.Length;
                _times[place][round] = _contenders[place].Time(0, _contenders[place].Rows) * 1e9 / _contenders[place].Rows;
            }
        }
    }

    /// <summary>Nanoseconds a row.</summary>
    public Spread Time(Contender contender) => Spread.Of(TimesOf(contender));

    /// <summary>How many times longer a contender takes than another one.</summary>
    public Spread TimesLonger(Contender contender, Contender than) => Spread.Of(TimesOf(contender).Zip(TimesOf(than), (one, other) => one / other));

    private double[] TimesOf(Contender contender) => _times[Array.IndexOf(_contenders, contender)];
}
