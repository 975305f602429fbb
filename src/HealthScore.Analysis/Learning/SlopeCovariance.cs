using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Learning;

/// <summary>
/// How far off learned slopes may be: the inverse curvature around what the customers' rows and the prior say (P. J. Huber, Fifth Berkeley Symposium
/// (1967) 221), so that rows of one customer count as what they are, of one kind.
/// </summary>
internal static class SlopeCovariance
{
    /// <summary>The covariance of the slopes, in rows; NaN in all of it for fewer than two customers.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="events">Whether each row had the outcome.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    /// <param name="weights">What each row counts.</param>
    /// <param name="penalty">How strongly each slope is drawn to its prior, above 0.</param>
    /// <param name="fit">The slopes.</param>
    /// <param name="threads">How many threads may work.</param>
    public static double[] Of(
        double[][] columns, bool[] events, int[] customers, double[] weights, double[] penalty, LogisticFit fit, int threads)
    {
        int unknowns = columns.Length + 1, slopes = columns.Length;
        double[] solution = [fit.Intercept, .. fit.Slopes], gradient = new double[unknowns], curvature = new double[unknowns * unknowns];
        new LogisticSums(columns, events, weights, threads).LossWithCurvature(solution, gradient, curvature);
        double[] middle = Middle(columns, events, customers, weights, solution);
        for (int j = 1; j < unknowns; j++)
        {
            curvature[j * unknowns + j] += penalty[j - 1];
            middle[j * unknowns + j] += penalty[j - 1];
        }
        double[] covariance = new double[slopes * slopes];
        if (!Cholesky.TryFactor(curvature, unknowns) || !double.IsFinite(middle[0]))
        {
            Array.Fill(covariance, double.NaN);
            return covariance;
        }
        // Inverse · middle · inverse, both symmetric: first every column of the middle, then every row of what comes out.
        double[] half = new double[unknowns * unknowns], side = new double[unknowns];
        for (int column = 0; column < unknowns; column++)
        {
            for (int row = 0; row < unknowns; row++)
                side[row] = middle[Math.Max(row, column) * unknowns + Math.Min(row, column)];
            Cholesky.Solve(curvature, unknowns, side);
            for (int row = 0; row < unknowns; row++)
                half[row * unknowns + column] = side[row];
        }
        for (int row = 1; row < unknowns; row++)
        {
            half.AsSpan(row * unknowns, unknowns).CopyTo(side);
            Cholesky.Solve(curvature, unknowns, side);
            side.AsSpan(1).CopyTo(covariance.AsSpan((row - 1) * slopes, slopes));
        }
        return covariance;
    }

    /// <summary>The sum over customers of their gradient by itself; the lower triangle.</summary>
    private static double[] Middle(double[][] columns, bool[] events, int[] customers, double[] weights, double[] solution)
    {
        int unknowns = solution.Length;
        int[] rows = ByCustomer(customers);
        double[] sum = new double[unknowns * unknowns], one = new double[unknowns];
        double count = 0;
        for (int i = 0; i < rows.Length;)
        {
            int customer = customers[rows[i]];
            bool counts = false;
            Array.Clear(one);
            for (; i < rows.Length && customers[rows[i]] == customer; i++)
            {
                int row = rows[i];
                if (weights[row] == 0)
                    continue;
                counts = true;
                double odds = solution[0];
                for (int j = 0; j < columns.Length; j++)
                    odds += solution[j + 1] * columns[j][row];
                double miss = weights[row] * (events[row] ? -Elementary.Logistic(-odds) : Elementary.Logistic(odds));
                one[0] += miss;
                for (int j = 0; j < columns.Length; j++)
                    one[j + 1] += miss * columns[j][row];
            }
            if (!counts)
                continue;
            count++;
            for (int j = 0; j < unknowns; j++)
            {
                for (int k = 0; k <= j; k++)
                    sum[j * unknowns + k] += one[j] * one[k];
            }
        }
        for (int i = 0; i < sum.Length; i++)
            sum[i] *= count / (count - 1);
        return sum;
    }

    /// <summary>The rows by customer, those of one in their order.</summary>
    private static int[] ByCustomer(int[] customers)
    {
        int most = 0;
        foreach (int customer in customers)
            most = Math.Max(most, customer + 1);
        int[] start = new int[most + 1], rows = new int[customers.Length];
        foreach (int customer in customers)
            start[customer + 1]++;
        for (int customer = 1; customer <= most; customer++)
            start[customer] += start[customer - 1];
        for (int row = 0; row < customers.Length; row++)
            rows[start[customers[row]]++] = row;
        return rows;
    }
}
