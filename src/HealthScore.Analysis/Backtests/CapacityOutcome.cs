using System.Globalization;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a team finds that can look at so many rows, those first whose scores ask for it most.</summary>
public sealed class CapacityOutcome
{
    private readonly ScoreGroups _groups;

    internal CapacityOutcome(JudgedRows rows, long calls, double? caught, double? all)
    {
        ScoreGroups groups = _groups = rows.Groups;
        Calls = Math.Min(calls, groups.Rows);
        ExpectedHits = Capacity.Of(groups, Calls).Hits;
        (Precision, Recall) = (ExpectedHits / Calls, ExpectedHits / groups.AllEvents);
        long customers = CustomersCalled(rows);
        (Lower, Upper) = WilsonInterval.Of(customers == Calls ? ExpectedHits : Precision * customers, customers, Separation.Z95);
        Lift = Precision * groups.Rows / groups.AllEvents;
        (CaughtWeight, EventWeight) = (caught, all);
    }

    /// <summary>How many are looked at.</summary>
    public long Calls { get; }

    /// <summary>How many of them have the outcome; the expectation where equal scores share the last places.</summary>
    public double ExpectedHits { get; }

    /// <summary>The share of those looked at that have it.</summary>
    public double Precision { get; }

    /// <summary>The lower end of the 95 % interval of the precision, by customers: rows of one are not independent.</summary>
    public double Lower { get; }

    /// <summary>The upper end of the 95 % interval of the precision, by customers.</summary>
    public double Upper { get; }

    /// <summary>The share of all with the outcome that is found.</summary>
    public double Recall { get; }

    /// <summary>How many times as many are found as by picking at random.</summary>
    public double Lift { get; }

    /// <summary>What those found pay; <see langword="null"/> where the book has no weights.</summary>
    public double? CaughtWeight { get; }

    /// <summary>What all with the outcome pay; <see langword="null"/> where the book has no weights.</summary>
    public double? EventWeight { get; }

    /// <summary>How many with the outcome another number of calls finds: the curve of what is found against what is looked at.</summary>
    /// <param name="calls">How many are looked at, 0 or more; all of them where there are fewer.</param>
    /// <returns>How many of them have the outcome; the expectation where equal scores share the last places.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calls"/> is negative.</exception>
    public double HitsOf(long calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        return Statistics.Capacity.Of(_groups, calls).Hits;
    }

    /// <summary>How many customers the calls go to: as many of them as they are among the rows with the scores that are reached.</summary>
    private long CustomersCalled(JudgedRows rows)
    {
        int last = 0;
        for (long reached = 0; (reached += _groups.Events[last] + _groups.Others[last]) < Calls;)
            last++;
        int[] called = [.. rows.Customers.Where((_, i) => rows.Numbers[i] <= _groups.Scores[last])];
        return Math.Max(1, (long)Math.Round((double)Calls * called.Distinct().Count() / called.Length));
    }

    /// <summary>The outcome in a line.</summary>
    /// <returns>As in <c>25 calls find 9.5 of 31: 38.0 %, 3.1 times as many as at random</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Number.Counted(Calls, "call")} {(Calls == 1 ? "finds" : "find")} {Number.Points(ExpectedHits)} of {Number.Count(_groups.AllEvents)}: "
        + $"{Number.Percent(Precision)}, {Number.Points(Lift)} times as many as at random");
}
