namespace HealthScoring.Analysis.Statistics;

/// <summary>The AUC where each row weighs what its customer pays, with its linearised standard error by customer.</summary>
/// <param name="Auc">The share of the weight of pairs that stand right, equal scores counted half.</param>
/// <param name="StandardError">The standard error.</param>
internal readonly record struct WeightedConcordance(double Auc, double StandardError)
{
    /// <summary>Weighs the pairs.</summary>
    /// <param name="groups">The rows by score.</param>
    /// <param name="events">Whether each row had an event.</param>
    /// <param name="weights">What each row weighs.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    public static WeightedConcordance Of(
        ScoreGroups groups, ReadOnlySpan<bool> events, ReadOnlySpan<double> weights, ReadOnlySpan<int> customers)
    {
        double[] eventWeights = new double[groups.Count], otherWeights = new double[groups.Count];
        int most = 0;
        for (int row = 0; row < events.Length; row++)
        {
            (events[row] ? eventWeights : otherWeights)[groups.GroupOf[row]] += weights[row];
            most = Math.Max(most, customers[row] + 1);
        }
        (double allEvents, double allOthers) = (eventWeights.Sum(), otherWeights.Sum());
        double[] ofEvents = new double[groups.Count], ofOthers = new double[groups.Count];
        (double below, double above, double auc) = (0, 0, 0);
        for (int group = groups.Count - 1; group >= 0; group--)
        {
            ofEvents[group] = (above + otherWeights[group] / 2) / allOthers;
            above += otherWeights[group];
            auc += eventWeights[group] / allEvents * ofEvents[group];
        }
        for (int group = 0; group < groups.Count; group++)
        {
            ofOthers[group] = (below + eventWeights[group] / 2) / allEvents;
            below += eventWeights[group];
        }
        double[] influence = new double[most];
        for (int row = 0; row < events.Length; row++)
        {
            int group = groups.GroupOf[row];
            influence[customers[row]] += weights[row]
                * (events[row] ? (ofEvents[group] - auc) / allEvents : (ofOthers[group] - auc) / allOthers);
        }
        double variance = 0;
        foreach (double part in influence)
            variance += part * part;
        return new(auc, Math.Sqrt(variance));
    }
}
