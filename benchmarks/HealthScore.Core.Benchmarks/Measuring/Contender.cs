namespace HealthScoring.Benchmarks.Measuring;

/// <summary>One way to do the job, timed a slice of rows at a time.</summary>
internal abstract class Contender(string name, int rows)
{
    public string Name { get; } = name;

    /// <summary>How many rows it has at hand.</summary>
    public int Rows { get; } = rows;

    /// <summary>Whether it can only do all of its rows at once.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Whether it may work on threads of its own, so that only the clock of the whole process sees all of it.</summary>
    public virtual bool HasOwnThreads => false;

    /// <summary>Does the job for a range of rows.</summary>
    public abstract void Run(int first, int count);

    /// <summary>Does the job for a range of rows, and returns the processor seconds it took.</summary>
    public virtual double Time(int first, int count)
    {
        double start = HasOwnThreads ? CpuClock.Process : CpuClock.Thread;
        Run(first, count);
        return (HasOwnThreads ? CpuClock.Process : CpuClock.Thread) - start;
    }

    /// <summary>What it gives the first rows, to be compared before anything is timed; null where it does another job.</summary>
    public virtual Scored? Score(int count) => null;
}
