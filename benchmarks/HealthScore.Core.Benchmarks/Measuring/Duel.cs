namespace HealthScoring.Benchmarks.Measuring;

/// <summary>
/// Two contenders in turns, a slice each, the one to begin changing from round to round: what disturbs the machine meets both. Ratios are
/// taken within a round.
/// </summary>
internal sealed class Duel
{
    private readonly double[] _ours;
    private readonly double[] _theirs;

    public Duel(Contender ours, Contender theirs, int rounds)
    {
        (Ours, Theirs) = (ours.Name, theirs.Name);
        var first = new Pace(ours);
        var second = new Pace(theirs, start: 0.5);
        _ours = new double[rounds];
        _theirs = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
                (_ours[round], _theirs[round]) = (first.Next(), second.Next());
            else
                (_theirs[round], _ours[round]) = (second.Next(), first.Next());
        }
    }

    public string Ours { get; }

    public string Theirs { get; }

    /// <summary>Nanoseconds a row.</summary>
    public Spread OurTime => Spread.Of(_ours);

    /// <summary>Nanoseconds a row.</summary>
    public Spread TheirTime => Spread.Of(_theirs);

    /// <summary>Their time over ours: how many times faster ours is.</summary>
    public Spread TimesFaster => Spread.Of(_theirs.Zip(_ours, (theirs, ours) => theirs / ours));

    /// <summary>Our time over theirs: how many times longer ours takes.</summary>
    public Spread TimesLonger => Spread.Of(_theirs.Zip(_ours, (theirs, ours) => ours / theirs));
}
