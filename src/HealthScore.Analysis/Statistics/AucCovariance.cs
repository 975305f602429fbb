namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// How two AUCs on the same rows vary together, where rows of one customer depend on each other (N. A. Obuchowski, Biometrics 53 (1997) 567).
/// With one row per customer it is the covariance of E. R. DeLong and others; of an AUC with itself it is the variance.
/// </summary>
internal static class AucCovariance
{
    /// <summary>The covariance; NaN where fewer than two customers have an event, or fewer than two have a row without.</summary>
    /// <param name="first">The placements of the first AUC.</param>
    /// <param name="second">The placements of the second AUC; the same for a variance.</param>
    /// <param name="events">Whether each row had an event.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    public static double Of(double[] first, double[] second, ReadOnlySpan<bool> events, ReadOnlySpan<int> customers)
    {
        int most = 0;
        foreach (int customer in customers)
            most = Math.Max(most, customer + 1);
        (int[] eventsOf, int[] othersOf) = (new int[most], new int[most]);
        for (int row = 0; row < events.Length; row++)
            (events[row] ? eventsOf : othersOf)[customers[row]]++;
        CustomerSums sums = new(first, events, customers, eventsOf, othersOf);
        CustomerSums other = ReferenceEquals(first, second) ? sums : new(second, events, customers, eventsOf, othersOf);

        (double withEvents, double withOthers, double all) = (0, 0, 0);
        (double among, double amongOthers, double across) = (0, 0, 0);
        (double n1, double n0) = (0, 0);
        for (int customer = 0; customer < most; customer++)
        {
            withEvents += eventsOf[customer] > 0 ? 1 : 0;
            withOthers += othersOf[customer] > 0 ? 1 : 0;
            all += eventsOf[customer] + othersOf[customer] > 0 ? 1 : 0;
            n1 += eventsOf[customer];
            n0 += othersOf[customer];
            among += sums.Events[customer] * other.Events[customer];
            amongOthers += sums.Others[customer] * other.Others[customer];
            across += sums.Events[customer] * other.Others[customer] + sums.Others[customer] * other.Events[customer];
        }
        return withEvents / (withEvents - 1) * among / (n1 * n1) + withOthers / (withOthers - 1) * amongOthers / (n0 * n0)
            + all / (all - 1) * across / (n1 * n0);
    }

    /// <summary>What the placements of each customer's rows are above their mean, summed.</summary>
    private readonly struct CustomerSums
    {
        public CustomerSums(double[] placements, ReadOnlySpan<bool> events, ReadOnlySpan<int> customers, int[] eventsOf, int[] othersOf)
        {
            (Events, Others) = (new double[eventsOf.Length], new double[othersOf.Length]);
            (double sum, double n) = (0, 0);
            for (int row = 0; row < placements.Length; row++)
            {
                (events[row] ? Events : Others)[customers[row]] += placements[row];
                if (events[row])
                    (sum, n) = (sum + placements[row], n + 1);
            }
            double auc = sum / n;
            for (int customer = 0; customer < Events.Length; customer++)
            {
                Events[customer] -= eventsOf[customer] * auc;
                Others[customer] -= othersOf[customer] * auc;
            }
        }

        public double[] Events { get; }

        public double[] Others { get; }
    }
}
