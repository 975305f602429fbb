namespace HealthScoring.Analysis.Statistics;

/// <summary>What a <see cref="PenalisedLogistic"/> fit found.</summary>
/// <param name="Intercept">The log odds where every column is 0.</param>
/// <param name="Slopes">What one unit of each column adds to the log odds; 0 or more.</param>
/// <param name="Objective">The log loss with the penalty.</param>
/// <param name="Gradient">
/// The slope of the objective by the intercept, then by each slope; 0 or more for a slope that is 0, otherwise almost 0.
/// </param>
/// <param name="StandardErrors">The standard error of each slope, from the curvature where those that are 0 stay 0; NaN for them.</param>
/// <param name="Steps">How many Newton steps it took.</param>
internal sealed record LogisticFit(
    double Intercept, double[] Slopes, double Objective, double[] Gradient, double[] StandardErrors, int Steps);
