namespace HealthScoring.Analysis;

/// <summary>What to learn, and how it is judged.</summary>
public sealed record ProposalOptions
{
    /// <summary>What may change in curves; nothing by default.</summary>
    public CurveLearning Curves { get; init; }

    /// <summary>
    /// How many of the lowest scores (of expansions, the highest) the team can work on; a proposal that finds fewer of the outcomes among
    /// them is not better.
    /// <see langword="null"/>, as by default, does not ask.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Capacity
    {
        get;
        init => field = value is null or >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A capacity is 1 or more; leave it out where there is none.");
    }

    /// <summary>How sure a gain has to be, one-sided: 0.95 by default, from 0.9 to 0.9999.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Confidence
    {
        get;
        init => field = value is >= 0.9 and <= 0.9999 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Below 0.9 chance would pass for a gain; give 0.9 to 0.9999.");
    } = 0.95;

    /// <summary>
    /// Into how many folds customers are dealt, 2 to 20; the proposal is tried on each. <see langword="null"/>, as by default, tries it out of time
    /// where the book has enough dates, and otherwise on 5 folds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int? Folds
    {
        get;
        init => field = value is null or (>= 2 and <= 20) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Give 2 to 20 folds, or none to let the book decide.");
    }

    /// <summary>How many threads may work, 1 by default; the result has the same bits for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Give 1 thread or more.");
    } = 1;
}
