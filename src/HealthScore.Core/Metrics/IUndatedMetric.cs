namespace HealthScoring;

/// <summary>A metric that gives a number and no more: not when it was observed, and no text. Whatever the customers' type.</summary>
internal interface IUndatedMetric
{
    /// <summary>What the host gave, in messages.</summary>
    string Form { get; }
}
