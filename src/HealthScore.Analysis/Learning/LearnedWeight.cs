namespace HealthScoring.Analysis.Learning;

/// <summary>What outcomes say that a metric, or a whole dimension, is worth.</summary>
/// <param name="Column">What it is, with its present share of the score.</param>
/// <param name="Slope">How much 100 points of it move the log odds of the outcome; 0 or more.</param>
/// <param name="Share">Its learned share of the score, 0 to 1; the present one where nothing tells the outcome.</param>
/// <param name="ShareError">The standard error of the share, by customer; NaN where nothing tells the outcome.</param>
internal readonly record struct LearnedWeight(LearnedColumn Column, double Slope, double Share, double ShareError);
