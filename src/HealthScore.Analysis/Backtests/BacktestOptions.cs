namespace HealthScoring.Analysis;

/// <summary>What a backtest is asked beyond the score itself.</summary>
public sealed class BacktestOptions
{
    /// <summary>
    /// How many rows the team can look at, 1 or more; 25 if not given. In a book of several times, a customer can be looked at once for each.
    /// </summary>
    public int Capacity { get; init; } = 25;

    /// <summary>How many days before the outcome the score is asked what it said then; 14, 30, 60 and 90 if not given.</summary>
    public IReadOnlyList<int> Leads { get; init; } = [14, 30, 60, 90];

    /// <summary>Into how many groups of equal size the rows are parted for <see cref="Backtest.Lifts"/>, 2 or more; 10 if not given.</summary>
    public int LiftGroups { get; init; } = 10;

    /// <summary>How many customers the lists of false greens and false reds name at most; 20 if not given.</summary>
    public int MostNamed { get; init; } = 20;

    /// <summary>How many threads may score, 1 or more; 1 if not given. The result has the same bits for any number.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 1;

    internal void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(LiftGroups, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(MostNamed);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDegreeOfParallelism, 1);
        ArgumentNullException.ThrowIfNull(Leads);
        foreach (int lead in Leads)
            ArgumentOutOfRangeException.ThrowIfNegative(lead, nameof(Leads));
    }
}
