namespace HealthScoring;

/// <summary>How a batch metric that is a function is asked.</summary>
public sealed class BatchMetricOptions
{
    /// <summary>How long an answer may take (<see cref="IBatchMetric{TCustomer}.Timeout"/>); 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a fault ends the scoring (<see cref="IBatchMetric{TCustomer}.ThrowFaults"/>); it does not by default.</summary>
    public bool ThrowFaults { get; init; }
}
