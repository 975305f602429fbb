using System.Collections.Concurrent;
using HealthScoring.Columns;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>A profile, compiled, with the metrics that it names: all that one call needs, so that no call sees two profiles.</summary>
internal sealed class BoundProfile<TCustomer>(Plan plan, MetricReader<TCustomer> reader)
{
    private BlockScorer? _blockScorer;

    public Plan Plan { get; } = plan;

    public MetricReader<TCustomer> Reader { get; } = reader;

    /// <summary>Made when many customers are first scored: one alone needs none, and compiling its code takes longer than scoring.</summary>
    // Where two threads ask first each may make one: they score alike.
    public BlockScorer BlockScorer => _blockScorer ??= new(Plan);

    /// <summary>Memory for blocks of customers that no call uses.</summary>
    public ConcurrentQueue<MeasuredBlock> Blocks { get; } = new();

    /// <exception cref="InvalidOperationException">A metric answers asynchronously.</exception>
    public void RefuseBatchMetrics()
    {
        if (Reader.FirstBatch is { } name)
        {
            throw new InvalidOperationException(
                $"Metric '{name}' is a batch metric, which answers asynchronously; call ScoreAsync or ScoreAllAsync.");
        }
    }
}
