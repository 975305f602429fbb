namespace HealthScoring.Hosting;

/// <summary>What a run reads, and how. Read once, when the <see cref="TrackingRun{TCustomer}"/> is made; later changes have no effect.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class TrackingRunOptions<TCustomer>
{
    private const int MaxPartCount = 10_000;
    private const int MaxBlockSize = 1 << 16;

    /// <summary>
    /// The customer's id: 1 to 200 characters, without white space around it, unique, and the same in every run. It may be asked more than once, also
    /// for several customers at once.
    /// </summary>
    public required Func<TCustomer, string> IdBy { get; set; }

    /// <summary>Reads the customers of a part, in any order.</summary>
    public required Func<CustomerPart, CancellationToken, IAsyncEnumerable<TCustomer>> Customers { get; set; }

    /// <summary>
    /// The customer's weight in the summary, such as its revenue: 0 to 1e15; <see langword="null"/> or NaN where it is not known. Without the
    /// function none is known.
    /// </summary>
    public Func<TCustomer, double?>? WeightBy { get; set; }

    /// <summary>The scoring's name in the store; empty, the default, for the one without a name.</summary>
    public string Scoring { get; set; } = "";

    /// <summary>In how many parts the customers are divided, 1 to 10,000; 1 if not set. As many workers can share a run.</summary>
    public int PartCount { get; set; } = 1;

    /// <summary>How many customers are read, scored and stored together, 1 to 65,536; 512 if not set. Does not affect results.</summary>
    public int BlockSize { get; set; } = 512;

    /// <summary>How many blocks are scored at once, 1 or more; the number of processors if not set. Does not affect results.</summary>
    public int MaxDegreeOfParallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// How long after its last block a worker is taken for dead, and its part given to another; 10 minutes if not set. Much longer
    /// than all blocks that are scored at once ever take, than the source needs for its first block, and than the clocks of the workers differ.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How much larger the share of customers without a value may be than in the last published run, for each metric and signal: 0 to 1, such as 0.1
    /// for 10 percentage points; no limit if not set. Once it is larger in a part, the run ends, unpublished, with a <see cref="LostDataException"/>.
    /// </summary>
    public double? MaxLostShare { get; set; }

    /// <summary>
    /// The largest share of customers with a fault, 0 to 1; no limit if not set. Once it is larger in a part, the run ends, unpublished, with a
    /// <see cref="TooManyFaultsException"/>.
    /// </summary>
    public double? MaxFaultyShare { get; set; }

    /// <summary>Receives how many customers this worker has stored, after each block.</summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>The clock for leases and for the time of publishing; the system's if not given.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>A copy that no longer changes.</summary>
    /// <exception cref="ArgumentException">Options are wrong; all of them are listed.</exception>
    internal TrackingRunOptions<TCustomer> Checked(string parameter)
    {
        (string? problem, string? remedy) = Scoring is null ? default : KeyText.Problem(Scoring);
        (bool IsWrong, FormattableString Problem)[] rules =
        [
            (IdBy is null, $"IdBy is null; give a function that returns the customer's id."),
            (Customers is null, $"Customers is null; give a function that reads the customers of a part."),
            (Scoring is null, $"Scoring is null; the scoring without a name has the empty one."),
            (problem is not null, $"Scoring is '{Scoring}', which {problem}; {remedy}."),
            (PartCount is < 1 or > MaxPartCount, $"PartCount is {PartCount}; give 1 to 10,000."),
            (BlockSize is < 1 or > MaxBlockSize, $"BlockSize is {BlockSize}; give 1 to 65,536."),
            (MaxDegreeOfParallelism < 1, $"MaxDegreeOfParallelism is {MaxDegreeOfParallelism}; give 1 or more."),
            (Lease <= TimeSpan.Zero || Lease > TimeSpan.FromDays(1), $"Lease is {Lease}; give more than nothing, and a day at most."),
            (MaxLostShare is not (null or (>= 0 and <= 1)), $"MaxLostShare is {MaxLostShare}; give a share, 0 to 1."),
            (MaxFaultyShare is not (null or (>= 0 and <= 1)), $"MaxFaultyShare is {MaxFaultyShare}; give a share, 0 to 1."),
        ];
        string[] problems = [.. rules.Where(rule => rule.IsWrong).Select(rule => FormattableString.Invariant(rule.Problem))];
        return problems.Length == 0 ? (TrackingRunOptions<TCustomer>)MemberwiseClone()
            : throw new ArgumentException(string.Join(Environment.NewLine, problems), parameter);
    }
}
