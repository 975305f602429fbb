using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 3: what a team finds with the calls it has.</summary>
internal static class CallsPart
{
    private static readonly int[] Percents = [1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90];

    public static void Write(PageParts parts)
    {
        Backtest test = parts.Test;
        parts.Begin(3);
        if (!parts.Refused(test.Shortage) && test.Capacity is { } capacity)
        {
            parts.Answer($"{Number.Counted(capacity.Calls, "call")} to the {(parts.IsLoss ? "lowest" : "highest")} scores would have reached "
                + $"{PageParts.Expected(capacity.ExpectedHits)} of the {Number.Count(test.Events)} who {parts.Did}, "
                + $"{Number.Points(capacity.Lift)} times as many as calls at random.");
            parts.Paragraph($"Of these calls {Number.Percent(capacity.Precision)} go to someone who {parts.Did} "
                + $"({Number.Percent(capacity.Lower)} to {Number.Percent(capacity.Upper)})."
                + (capacity is { CaughtWeight: { } caught, EventWeight: { } all }
                    ? $" They pay {Number.Weight(caught)} of the {Number.Weight(all)} that all who {parts.Did} pay." : ""));
            Figure(parts, capacity);
        }
        parts.End();
    }

    private static void Figure(PageParts parts, CapacityOutcome capacity)
    {
        (long rows, long events) = (parts.Test.Rows, parts.Test.Events);
        // Where the lines turn and where the team stands, and enough in between.
        long[] calls = [.. Percents.Select(percent => rows * percent / 100).Concat([0, capacity.Calls, events, rows]).Distinct().Order()];
        (double, double)[] Points(Func<long, double> hits) => [.. calls.Select(count => ((double)count, hits(count)))];
        double Random(long count) => (double)count * events / rows;
        string caption = $"How many of those who {parts.Did} are reached, by the number of calls";
        new Figure(parts.Page, parts.NextId(), caption)
        {
            Reference = capacity.Calls,
            ReferenceIs = $"the team's {Number.Counted(capacity.Calls, "call")}",
        }.Write(Scale.UpTo(rows), Scale.UpTo(events),
            [
                new("by the score", "own", Points(capacity.HitsOf)),
                new("if every call were right", "best", Points(count => Math.Min(count, events))),
                new("at random", "chance", Points(Random)),
            ], [], $"calls, those with the {(parts.IsLoss ? "lowest" : "highest")} scores first", $"reached of those who {parts.Did}");
        var table = new HtmlTable($"{caption}: the numbers", 1, "calls", "by the score", $"of all who {parts.Did}", "at random", "at best");
        foreach (long count in calls)
        {
            double hits = capacity.HitsOf(count);
            table.Add(count == capacity.Calls ? $"{Number.Count(count)} (the team's)" : Number.Count(count), PageParts.Expected(hits),
                Number.Percent(hits / events), PageParts.Expected(Random(count)), Number.Count(Math.Min(count, events)));
        }
        parts.Table(table);
        if (parts.Unit != "customer")
            parts.Remark("A call is to one customer at one time: customers who were scored several times can be called several times here.");
    }
}
