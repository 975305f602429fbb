using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>How many customers are scored. Read once, when the scoring is asked for; later changes have no effect.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class ScoreStreamOptions<TCustomer>
{
    private const int MaxBlockSize = 1 << 16;

    /// <summary>
    /// The time all scores are for; <see langword="null"/> for the clock's time when the scoring starts, the same for all customers.
    /// </summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>How many blocks of customers are scored at once, 1 or more; the number of processors if not set. Does not affect results.</summary>
    public int MaxDegreeOfParallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// How many customers are read, measured and scored together, 1 to 65,536; 512 if not set, which stays in the processor's cache. A
    /// batch metric gets one request per block. Does not affect results.
    /// </summary>
    public int BlockSize { get; set; } = 512;

    /// <summary>
    /// The largest share of customers with a fault, 0 to 1, so that an outage does not become a book of wrong scores; no limit if not set. Once more
    /// of the customers so far, those of the next block included, have one, a <see cref="TooManyFaultsException"/> ends the scoring before the
    /// results of that block are handed over.
    /// </summary>
    public double? MaxFaultyShare { get; set; }

    /// <summary>
    /// How much larger the share of customers without a value may be than in <see cref="EarlierSummary"/>, for each metric, signal and label that is
    /// in both: 0 to 1, such as 0.1 for 10 percentage points; no limit if not set. Once it is larger among the customers so far, those of the next
    /// block included, a <see cref="LostDataException"/> ends the scoring before the results of that block are handed over. The first customers
    /// should be a mixture: where a source is sorted, let <see cref="BlockSize"/> be large.
    /// </summary>
    public double? MaxLostShare { get; set; }

    /// <summary>
    /// What <see cref="MaxLostShare"/> compares with, such as last night's summary. It may be by another profile; it has customers, and a metric,
    /// signal or label of the profile.
    /// </summary>
    public PortfolioSummary? EarlierSummary { get; set; }

    /// <summary>
    /// What earlier passes over the same source counted, such as before a restart: <see cref="MaxFaultyShare"/> and <see cref="MaxLostShare"/> count
    /// those customers too. Read when the enumeration starts; nothing is added to it. Nothing counts before if not set.
    /// </summary>
    public PortfolioTally? CountedBefore { get; set; }

    /// <summary>Receives the number of results handed over, after each block, in order.</summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>
    /// Says for which customers <see cref="ScoredCustomer{TCustomer}.Details"/> is made, such as those at risk; for none if not set. Called
    /// once per customer, in order, and never concurrently; what it throws ends the scoring. Each such result costs about as much as
    /// scoring one customer alone.
    /// </summary>
    public Func<ScoredCustomer<TCustomer>, bool>? DetailsFor { get; set; }

    /// <summary>
    /// Counts the customers in the same pass; nothing is counted if not set. A block is counted as a whole, once its last result was handed
    /// over and the next is asked for, so that when the scoring ends early, however it does, the tally has the blocks that were handed over
    /// in full. Each enumeration counts again. Do not touch the tally while a result is being fetched.
    /// </summary>
    public PortfolioTally? Tally { get; set; }

    /// <summary>
    /// Gives a customer's weight in the <see cref="Tally"/>, such as its revenue: 0 to 1e15, <see langword="null"/> or NaN where it is not
    /// known; no customer has a weight if not set. Called like a metric, for several customers at once, and never for one that is
    /// <see langword="null"/>. Any other number, and what it throws, ends the scoring after the results of the blocks before.
    /// </summary>
    public Func<TCustomer, double?>? WeightBy { get; set; }

    /// <summary>A copy that no longer changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// The tally is of another profile, there is none to weigh for, or nothing compares with the earlier summary.
    /// </exception>
    internal ScoreStreamOptions<TCustomer> Checked(ScoringProfile profile, string parameter)
    {
        Tally?.RequireProfile(profile, parameter);
        CountedBefore?.RequireProfile(profile, parameter);
        if (WeightBy is not null && Tally is null)
            throw new ArgumentException("WeightBy weighs customers for a Tally, and there is none.", parameter);
        if (MaxDegreeOfParallelism < 1)
            throw new ArgumentOutOfRangeException(parameter, MaxDegreeOfParallelism, "MaxDegreeOfParallelism must be 1 or more.");
        if (BlockSize is < 1 or > MaxBlockSize)
            throw new ArgumentOutOfRangeException(parameter, BlockSize, "BlockSize must be 1 to 65,536.");
        if (MaxFaultyShare is not (null or (>= 0 and <= 1)))
            throw new ArgumentOutOfRangeException(parameter, MaxFaultyShare, "MaxFaultyShare must be a share, 0 to 1.");
        if (MaxLostShare is not (null or (>= 0 and <= 1)))
            throw new ArgumentOutOfRangeException(parameter, MaxLostShare, "MaxLostShare must be a share, 0 to 1.");
        if (MaxLostShare is null != EarlierSummary is null)
            throw new ArgumentException("MaxLostShare and EarlierSummary belong together, and one of them is not set.", parameter);
        if (EarlierSummary is { All.Customers: 0 })
            throw new ArgumentException("The EarlierSummary has no customers, so nothing compares with it.", parameter);
        if (EarlierSummary is { } earlier && !earlier.All.Missing.Any(metric => profile.MetricNames.Contains(metric.Metric, StringComparer.Ordinal)))
            throw new ArgumentException("The EarlierSummary has no metric or signal of the profile, so nothing compares with it.", parameter);
        return (ScoreStreamOptions<TCustomer>)MemberwiseClone();
    }
}
