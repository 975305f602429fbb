using System.Collections.Concurrent;
using HealthScoring.Columns;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>A profile, compiled, with the metrics that it names: all that one call needs, so that no call sees two profiles.</summary>
internal sealed class BoundProfile<TCustomer>(Plan plan, MetricReader<TCustomer> reader)
{
    public Plan Plan { get; } = plan;

    public MetricReader<TCustomer> Reader { get; } = reader;

    public BlockScorer BlockScorer { get; } = new(plan);

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
