namespace HealthScoring.Analysis;

/// <summary>One of the things that patterns are made of: what each customer has of a metric, the segments or a label.</summary>
/// <param name="Items">What customers may have; null for all that is too rare to look at.</param>
/// <param name="Codes">The index of each customer's item.</param>
internal sealed record PatternAttribute(PatternItem?[] Items, byte[] Codes);
