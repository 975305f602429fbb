using HealthScoring.Text;

namespace HealthScoring;

/// <summary>More customers of a stream have a fault than its options allow: something they are measured by is down.</summary>
public sealed class TooManyFaultsException : Exception
{
    internal TooManyFaultsException(long faulty, long customers, double limit, IReadOnlyList<MissingMetric> examples)
        : base(Text(faulty, customers, limit, examples), examples.Count == 0 ? null : examples[0].Exception)
    {
        (FaultyCustomers, Customers, MaxFaultyShare, Faults) = (faulty, customers, limit, examples);
    }

    /// <summary>How many customers had a fault: a metric, the segment function or the override function threw, or the customer is null.</summary>
    public long FaultyCustomers { get; }

    /// <summary>
    /// How many customers that is of: those handed over, those of the block that is not, and those that
    /// the options' <c>CountedBefore</c> counted.
    /// </summary>
    public long Customers { get; }

    /// <summary>The largest share that the options allow, 0 to 1.</summary>
    public double MaxFaultyShare { get; }

    /// <summary>The first fault of each metric in the block, in canonical order; empty if no metric threw.</summary>
    public IReadOnlyList<MissingMetric> Faults { get; }

    private static string Text(long faulty, long customers, double limit, IReadOnlyList<MissingMetric> examples)
    {
        (string share, string most) = Number.Apart((double)faulty / customers, limit);
        string faults = examples.Count == 0 ? "" : $": {string.Join("; ", examples.Select(fault => $"{fault.Metric}: {fault.Error}"))}";
        return $"{share} of the customers ({Number.Count(faulty)} of {Number.Count(customers)}) have a fault, and at most {most} may{faults}. "
            + "Results of the blocks before were handed over; score again when the source is back.";
    }
}
