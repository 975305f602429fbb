namespace HealthScoring.Analysis;

/// <summary>Two customers who differ by one number, the first with the higher score.</summary>
/// <param name="Question">What they answer.</param>
/// <param name="Before">The row of the first.</param>
/// <param name="After">The row of the second.</param>
/// <param name="Points">How much lower the second's score is.</param>
internal sealed record Loss(LossQuestion Question, double[] Before, double[] After, double Points);
