namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// Rows by their score, equal scores in one group, from the lowest to the highest, with the counts that all figures about separation are made of.
/// The order of the rows has no effect on the counts.
/// </summary>
internal sealed class ScoreGroups
{
    private ScoreGroups(int[] groupOf, double[] scores, long[] events, long[] others)
    {
        (GroupOf, Scores, Events, Others) = (groupOf, scores, events, others);
        foreach (long count in events)
            AllEvents += count;
        foreach (long count in others)
            AllOthers += count;
    }

    /// <summary>The group of each row.</summary>
    public int[] GroupOf { get; }

    /// <summary>The distinct scores, rising.</summary>
    public double[] Scores { get; }

    /// <summary>How many rows of each group had an event.</summary>
    public long[] Events { get; }

    /// <summary>How many rows of each group had none.</summary>
    public long[] Others { get; }

    /// <summary>How many groups there are.</summary>
    public int Count => Scores.Length;

    /// <summary>How many rows had an event.</summary>
    public long AllEvents { get; }

    /// <summary>How many rows had none.</summary>
    public long AllOthers { get; }

    /// <summary>How many rows there are.</summary>
    public long Rows => AllEvents + AllOthers;

    /// <summary>Groups rows.</summary>
    /// <param name="scores">Their scores, none of them NaN.</param>
    /// <param name="events">Whether each had an event.</param>
    public static ScoreGroups Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        double[] sorted = scores.ToArray();
        int[] rows = new int[sorted.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        Array.Sort(sorted, rows);
        int[] groupOf = new int[sorted.Length];
        int groups = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[groups - 1])
                sorted[groups++] = sorted[i];
            groupOf[rows[i]] = groups - 1;
        }
        (long[] eventsOf, long[] othersOf) = (new long[groups], new long[groups]);
        for (int i = 0; i < groupOf.Length; i++)
            (events[i] ? eventsOf : othersOf)[groupOf[i]]++;
        return new(groupOf, sorted[..groups], eventsOf, othersOf);
    }
}
