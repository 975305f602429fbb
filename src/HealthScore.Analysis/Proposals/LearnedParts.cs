namespace HealthScoring.Analysis.Proposals;

/// <summary>What was learned from some rows: what a profile is made of.</summary>
/// <param name="Slopes">How much 100 points of each column move the log odds.</param>
/// <param name="Curves">The knots of each column's curve; null where it stays.</param>
internal sealed record LearnedParts(double[] Slopes, Knot[]?[] Curves);
