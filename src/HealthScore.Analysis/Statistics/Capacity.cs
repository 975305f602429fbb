namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// What a team finds that calls the lowest scores, where equal scores share the places that are left: the expectation over their orders, as a
/// fraction.
/// </summary>
/// <param name="Certain">The events among the scores that are all called.</param>
/// <param name="Shared">The events among the equal scores of which only some are called.</param>
/// <param name="Places">How many of those are called.</param>
/// <param name="Rivals">How many of those there are; 1 where all are called.</param>
internal readonly record struct Capacity(long Certain, long Shared, long Places, long Rivals)
{
    /// <summary>The events to be expected.</summary>
    public double Hits => Certain + (double)((Int128)Shared * Places) / Rivals;

    /// <summary>Calls so many rows of the lowest scores; all of them where there are fewer.</summary>
    public static Capacity Of(ScoreGroups groups, long calls)
    {
        (long events, long rows) = (0, 0);
        for (int group = 0; group < groups.Count; group++)
        {
            long size = groups.Events[group] + groups.Others[group];
            if (rows + size > calls)
                return new(events, groups.Events[group], calls - rows, size);
            events += groups.Events[group];
            rows += size;
        }
        return new(events, 0, 0, 1);
    }

    /// <summary>The weight of the events to be expected, such as the revenue of customers who leave.</summary>
    /// <param name="groups">The rows by score.</param>
    /// <param name="events">Whether each row had an event.</param>
    /// <param name="weights">What each row weighs.</param>
    /// <param name="calls">How many rows are called.</param>
    public static double Weight(ScoreGroups groups, ReadOnlySpan<bool> events, ReadOnlySpan<double> weights, long calls)
    {
        double[] weightOf = new double[groups.Count];
        for (int row = 0; row < events.Length; row++)
            weightOf[groups.GroupOf[row]] += events[row] ? weights[row] : 0;
        (double sum, long rows) = (0, 0);
        for (int group = 0; group < groups.Count; group++)
        {
            long size = groups.Events[group] + groups.Others[group];
            if (rows + size > calls)
                return sum + weightOf[group] * (calls - rows) / size;
            sum += weightOf[group];
            rows += size;
        }
        return sum;
    }
}
