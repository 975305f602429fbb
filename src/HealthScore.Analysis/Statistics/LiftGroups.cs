namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// How many times the average rate each of some groups of equal size has, the lowest scores first; equal scores are shared in proportion.
/// </summary>
internal static class LiftGroups
{
    /// <summary>The lift of each group; there must be an event.</summary>
    public static double[] Of(ScoreGroups scores, int groups)
    {
        double[] lifts = new double[groups];
        (int at, long events, long rows) = (0, 0, 0);
        double before = 0;
        for (int i = 0; i < groups; i++)
        {
            // The border i + 1 times rows over groups, in parts of a row, so that all are whole numbers.
            Int128 border = (Int128)(i + 1) * scores.Rows;
            while (at < scores.Count && (Int128)(rows + Size(at)) * groups <= border)
            {
                events += scores.Events[at];
                rows += Size(at++);
            }
            Int128 left = border - (Int128)rows * groups;
            double found = left == 0 ? events
                : (double)((Int128)events * Size(at) * groups + scores.Events[at] * left) / ((double)Size(at) * groups);
            lifts[i] = (found - before) * groups / scores.AllEvents;
            before = found;
        }
        return lifts;

        long Size(int group) => scores.Events[group] + scores.Others[group];
    }
}
