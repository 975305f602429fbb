namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// Fits log odds = intercept + Σ slope · column, no slope below 0, so that the log loss plus ½ Σ penalty · (slope - prior)² is least: D. P.
/// Bertsekas' projected Newton method (SIAM J. Control 20 (1982) 221) with an Armijo search along the bent path.
/// </summary>
internal static class PenalisedLogistic
{
    private const double GradientPerRow = 1e-12;
    private const double EnoughDescent = 1e-4;
    private const int MostSteps = 200;

    /// <summary>Fits the model.</summary>
    /// <param name="columns">The columns, each with one number per row.</param>
    /// <param name="events">Whether each row had an event; some that weigh anything must have, and some must not.</param>
    /// <param name="prior">What each slope is drawn to, 0 or more.</param>
    /// <param name="penalty">How strongly, 0 or more.</param>
    /// <param name="weights">What each row counts, 0 for not at all; all count 1 if not given.</param>
    /// <param name="threads">How many threads may work; the result has the same bits for any number.</param>
    public static LogisticFit Fit(
        double[][] columns, bool[] events, double[] prior, double[] penalty, double[]? weights = null, int threads = 1)
    {
        int unknowns = columns.Length + 1;
        var sums = new LogisticSums(columns, events, weights, threads);
        (double rows, double happened) = Count(events, weights);
        if (happened <= 0 || happened >= rows)
            throw new ArgumentException("Without an event, or with nothing else, the log odds are infinite.", nameof(events));
        double[] solution = [Math.Log(happened / (rows - happened)), .. prior], next = new double[unknowns];
        double[] gradient = new double[unknowns], curvature = new double[unknowns * unknowns], step = new double[unknowns];
        bool[] held = new bool[unknowns];
        double objective = 0;
        int steps = 0;
        for (; ; steps++)
        {
            objective = sums.LossWithCurvature(solution, gradient, curvature) + Penalty(solution, prior, penalty);
            for (int j = 1; j < unknowns; j++)
            {
                gradient[j] += penalty[j - 1] * (solution[j] - prior[j - 1]);
                curvature[j * unknowns + j] += penalty[j - 1];
            }
            if (steps == MostSteps || LargestProjected(solution, gradient) <= GradientPerRow * rows)
                break;
            Hold(solution, gradient, held);
            Newton(gradient, curvature, held, step);
            if (!TryMove(objective))
                break;
            next.CopyTo(solution, 0);
        }
        return new(solution[0], solution[1..], objective, gradient, StandardErrors(solution, curvature), steps);

        bool TryMove(double before)
        {
            // What rounding a sum of the objective's size may hide: so near the minimum a Newton step is right without proof.
            double noise = 1e-13 * (1 + Math.Abs(before));
            for (double length = 1; length > 1e-12; length /= 2)
            {
                double descent = 0;
                bool moved = false;
                for (int j = 0; j < unknowns; j++)
                {
                    next[j] = solution[j] + length * step[j];
                    if (j > 0)
                        next[j] = Math.Max(0, next[j]);
                    descent -= held[j] ? gradient[j] * (next[j] - solution[j]) : length * gradient[j] * step[j];
                    moved |= next[j] != solution[j];
                }
                if (!moved)
                    return false;
                if (sums.Loss(next) + Penalty(next, prior, penalty) <= before - EnoughDescent * descent + noise)
                    return true;
            }
            return false;
        }
    }

    private static (double Rows, double Events) Count(bool[] events, double[]? weights)
    {
        (double rows, double happened) = (0, 0);
        for (int row = 0; row < events.Length; row++)
        {
            double weight = weights is null ? 1 : weights[row];
            rows += weight;
            happened += events[row] ? weight : 0;
        }
        return (rows, happened);
    }

    private static double Penalty(double[] solution, double[] prior, double[] penalty)
    {
        double sum = 0;
        for (int j = 0; j < prior.Length; j++)
            sum += penalty[j] * (solution[j + 1] - prior[j]) * (solution[j + 1] - prior[j]) / 2;
        return sum;
    }

    private static double LargestProjected(double[] solution, double[] gradient)
    {
        double largest = Math.Abs(gradient[0]);
        for (int j = 1; j < gradient.Length; j++)
            largest = Math.Max(largest, solution[j] == 0 ? -gradient[j] : Math.Abs(gradient[j]));
        return largest;
    }

    /// <summary>Marks the slopes at 0, or almost, that would go below.</summary>
    private static void Hold(double[] solution, double[] gradient, bool[] held)
    {
        double distance = 0;
        for (int j = 1; j < gradient.Length; j++)
            distance = Math.Max(distance, Math.Abs(solution[j] - Math.Max(0, solution[j] - gradient[j])));
        double almost = Math.Min(1e-3, Math.Max(distance, Math.Abs(gradient[0])));
        for (int j = 1; j < gradient.Length; j++)
            held[j] = solution[j] <= almost && gradient[j] > 0;
    }

    private static void Newton(double[] gradient, double[] curvature, bool[] held, double[] step)
    {
        int unknowns = gradient.Length;
        int[] free = [.. Enumerable.Range(0, unknowns).Where(j => !held[j])];
        double[] right = [.. free.Select(j => -gradient[j])];
        Cholesky.Solve(Factor(curvature, unknowns, free), free.Length, right);
        for (int j = 0; j < unknowns; j++)
            step[j] = held[j] ? -gradient[j] / Math.Max(curvature[j * unknowns + j], double.Epsilon) : 0;
        for (int i = 0; i < free.Length; i++)
            step[free[i]] = right[i];
    }

    /// <summary>The factor of the curvature among some unknowns; where columns repeat each other, with as little added as makes it one.</summary>
    private static double[] Factor(double[] curvature, int unknowns, int[] among)
    {
        for (double added = 0; ; added = Math.Max(1e-14, added * 10))
        {
            double[] part = new double[among.Length * among.Length];
            for (int row = 0; row < among.Length; row++)
            {
                for (int column = 0; column <= row; column++)
                    part[row * among.Length + column] = curvature[among[row] * unknowns + among[column]];
                part[row * among.Length + row] = part[row * among.Length + row] * (1 + added) + (added > 0 ? added : 0);
            }
            if (Cholesky.TryFactor(part, among.Length))
                return part;
        }
    }

    private static double[] StandardErrors(double[] solution, double[] curvature)
    {
        int unknowns = solution.Length;
        int[] free = [.. Enumerable.Range(0, unknowns).Where(j => j == 0 || solution[j] > 0)];
        double[] factor = Factor(curvature, unknowns, free);
        double[] errors = new double[unknowns - 1];
        Array.Fill(errors, double.NaN);
        double[] unit = new double[free.Length];
        for (int i = 1; i < free.Length; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            Cholesky.Solve(factor, free.Length, unit);
            errors[free[i] - 1] = Math.Sqrt(unit[i]);
        }
        return errors;
    }
}
