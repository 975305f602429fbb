namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The rising rates nearest to those observed, by pooling neighbours that fall (M. Ayer and others, Ann. Math. Stat. 26 (1955) 641). Rates are
/// compared as fractions, so the blocks are exact.
/// </summary>
internal static class IsotonicFit
{
    /// <summary>The blocks, in order, their rates strictly rising.</summary>
    /// <param name="events">The events of each group.</param>
    /// <param name="rows">The rows of each group, 1 or more.</param>
    public static IsotonicBlock[] Rising(ReadOnlySpan<long> events, ReadOnlySpan<long> rows)
    {
        var blocks = new IsotonicBlock[events.Length];
        int count = 0;
        for (int group = 0; group < events.Length; group++)
        {
            var block = new IsotonicBlock(group, 1, events[group], rows[group]);
            // Equal rates too are one block: whoever merges them first, the blocks are the same.
            for (; count > 0 && (Int128)blocks[count - 1].Events * block.Rows >= (Int128)block.Events * blocks[count - 1].Rows; count--)
            {
                IsotonicBlock last = blocks[count - 1];
                block = new(last.First, last.Groups + block.Groups, last.Events + block.Events, last.Rows + block.Rows);
            }
            blocks[count++] = block;
        }
        return blocks[..count];
    }

    /// <summary>The risk by score: the blocks from the highest score to the lowest, counted in groups from the highest.</summary>
    public static IsotonicBlock[] RisingAsScoresFall(ScoreGroups groups)
    {
        (long[] events, long[] rows) = (new long[groups.Count], new long[groups.Count]);
        for (int group = 0; group < groups.Count; group++)
        {
            int from = groups.Count - 1 - group;
            (events[group], rows[group]) = (groups.Events[from], groups.Events[from] + groups.Others[from]);
        }
        return Rising(events, rows);
    }
}
