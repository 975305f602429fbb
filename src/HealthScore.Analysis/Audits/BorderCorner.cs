namespace HealthScoring.Analysis;

/// <summary>One choice of a column's number.</summary>
/// <param name="Before">The number before.</param>
/// <param name="After">The number after: the same, except in the column that moves.</param>
/// <param name="First">What it adds to the score before.</param>
/// <param name="Second">What it takes from the score after.</param>
internal readonly record struct BorderCorner(double Before, double After, double First, double Second);
