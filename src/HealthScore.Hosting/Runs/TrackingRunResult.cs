namespace HealthScoring.Hosting;

/// <summary>What a worker's share of a run came to.</summary>
public sealed class TrackingRunResult
{
    internal TrackingRunResult(StoredRun run, bool hasPublished, long customerCount, long problemCount, IReadOnlyList<InputError> problems)
    {
        Run = run;
        HasPublished = hasPublished;
        CustomerCount = customerCount;
        ProblemCount = problemCount;
        Problems = problems;
    }

    /// <summary>The run, published, with its summary.</summary>
    public StoredRun Run { get; }

    /// <summary>Whether this worker published it; not where another one did, or where it was published before.</summary>
    public bool HasPublished { get; }

    /// <summary>How many customers this worker stored.</summary>
    public long CustomerCount { get; }

    /// <summary>How many problems this worker had with customers.</summary>
    public long ProblemCount { get; }

    /// <summary>
    /// The first 100 problems: a customer without a usable id, one that comes twice, or a state that cannot be read, is not stored and not in the
    /// summary; one whose weight cannot be used is stored without it. The paths name customers.
    /// </summary>
    public IReadOnlyList<InputError> Problems { get; }
}
