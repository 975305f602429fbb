using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>Something to be measured, in a process of its own.</summary>
internal interface IQuestion
{
    /// <summary>The name of its block on the page, and of what <c>report --only</c> measures.</summary>
    string Name { get; }

    Answer Measure(Settings settings, Action<string> say);
}
