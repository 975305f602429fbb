namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// Where each row stands among those of the other kind (E. R. DeLong and others, Biometrics 44 (1988) 837): for an event the share of the others that
/// score more, for another row the share of the events that score less, equal scores counted half. Their means are the AUC.
/// </summary>
internal static class Placements
{
    /// <summary>The placement of each row.</summary>
    public static double[] Of(ScoreGroups groups, ReadOnlySpan<bool> events)
    {
        double[] ofEvents = new double[groups.Count], ofOthers = new double[groups.Count];
        (long eventsBelow, long othersAbove) = (0, groups.AllOthers);
        for (int group = 0; group < groups.Count; group++)
        {
            othersAbove -= groups.Others[group];
            ofEvents[group] = (2 * othersAbove + groups.Others[group]) / (2.0 * groups.AllOthers);
            ofOthers[group] = (2 * eventsBelow + groups.Events[group]) / (2.0 * groups.AllEvents);
            eventsBelow += groups.Events[group];
        }
        double[] placements = new double[groups.GroupOf.Length];
        for (int row = 0; row < placements.Length; row++)
            placements[row] = (events[row] ? ofEvents : ofOthers)[groups.GroupOf[row]];
        return placements;
    }
}
