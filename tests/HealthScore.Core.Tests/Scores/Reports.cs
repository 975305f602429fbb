namespace HealthScoring.Tests.Scores;

/// <summary>All that a stream reports of its progress.</summary>
internal sealed class Reports : IProgress<long>
{
    public List<long> All { get; } = [];

    public void Report(long value) => All.Add(value);
}
