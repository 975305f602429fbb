namespace HealthScoring.Tool.Books;

/// <summary>A cell of a metric cannot be read: a fault of that metric for that customer.</summary>
/// <param name="metric">The metric.</param>
internal sealed class UnreadableCellException(string metric) : Exception($"the cell of {metric} cannot be read");
