using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>Judges how early the score said what came.</summary>
internal sealed class LeadJudge
{
    private const int FewestCustomers = 5;

    private readonly ScoredBook _book;
    private readonly Outcome _outcome;
    private readonly int _worst;
    private readonly (int Customer, long At, int[] Rows)[] _events;

    public LeadJudge(ScoredBook book, Outcome outcome)
    {
        (_book, _outcome) = (book, outcome);
        _worst = outcome == Outcome.Churned ? 0 : book.Profile.Tiers.Count - 1;
        long[] times = book.Rows.EventTimes;
        // One customer can leave, come back and leave again: each is an event of its own.
        _events = times.Length == 0 ? [] :
        [
            .. Enumerable.Range(0, times.Length).Where(row => times[row] != 0 && !double.IsNaN(book.Scores[row]))
                .GroupBy(row => (Customer: book.Rows.Customers[row], At: times[row]))
                .Select(group => (group.Key.Customer, group.Key.At, group.OrderBy(row => book.Rows.AsOf[row]).ToArray())),
        ];
    }

    /// <summary>Whether outcomes have times.</summary>
    public bool HasTimes => _book.Rows.EventTimes.Length > 0;

    /// <summary>
    /// The median of the days from the first score in the tier that asks for attention to the outcome; 0 for who was never in it. Null without any.
    /// </summary>
    public double? MedianWarning()
    {
        double[] days = [.. _events.Select(one => one.Rows.Where(row => _book.Tiers[row] == _worst).Select(row => Days(one.At, row))
            .DefaultIfEmpty(0).First()).Order()];
        return days.Length == 0 ? null : (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2;
    }

    /// <summary>What the last score said that is so many days before the outcome, or more.</summary>
    public LeadOutcome At(int lead)
    {
        int[] last = LastBefore(lead);
        int[] others = OthersOfTheDaysOf(last);
        return new(lead, last.Length, last.Count(row => _book.Tiers[row] == _worst),
            Separation.Of(JudgedRows.Of(_book, _outcome, _book.Scores, last, others), _outcome));
    }

    /// <summary>
    /// The AUC of a number at a lead, of pairs of one day, so that what changes with time for everybody is no difference; null where there is none.
    /// </summary>
    public (double Auc, Interval Interval)? AucAt(int lead, double[] numbers)
    {
        int[] last = [.. LastBefore(lead).Where(row => !double.IsNaN(numbers[row]))];
        int[] others = [.. OthersOfTheDaysOf(last).Where(row => !double.IsNaN(numbers[row]))];
        // On a day without others there is nobody to tell them from.
        HashSet<long> days = [.. others.Select(DayOf)];
        last = [.. last.Where(row => days.Contains(DayOf(row)))];
        JudgedRows rows = JudgedRows.Of(_book, _outcome, numbers, last, others);
        if (!rows.HasBoth || rows.EventCustomers < FewestCustomers)
            return null;
        double sign = _outcome == Outcome.Churned ? 1 : -1;
        Concordance all = default;
        foreach (IGrouping<long, (int Row, bool IsEvent)> day in last.Select(row => (Row: row, IsEvent: true))
            .Concat(others.Select(row => (Row: row, IsEvent: false))).GroupBy(one => DayOf(one.Row)))
        {
            var pairs = Concordance.Of(ScoreGroups.Of([.. day.Select(one => sign * numbers[one.Row])], [.. day.Select(one => one.IsEvent)]));
            all = new(all.TwiceConcordant + pairs.TwiceConcordant, all.Pairs + pairs.Pairs);
        }
        return all.Pairs == 0 ? null : (all.Auc, NewcombeInterval.Of(all.Auc, rows.EventCustomers, rows.OtherCustomers, Separation.Z95));
    }

    /// <summary>The rows of the same days, as a nightly job takes its time, of customers without the outcome.</summary>
    private int[] OthersOfTheDaysOf(int[] rows)
    {
        HashSet<long> days = [.. rows.Select(DayOf)];
        return [.. _book.Judged.Where(row => _book.Rows.Outcomes[row] == RowStatus.NoEvent && _book.Rows.EventTimes[row] == 0
            && days.Contains(DayOf(row)))];
    }

    private long DayOf(int row) => _book.Rows.AsOf[row] / TimeSpan.TicksPerDay;

    /// <summary>Each customer's last row that is so many days before the outcome, or more.</summary>
    private int[] LastBefore(int lead) =>
        [.. _events.Select(one => one.Rows.LastOrDefault(row => Days(one.At, row) >= lead, -1)).Where(row => row >= 0)];

    private double Days(long at, int row) => (double)(at - _book.Rows.AsOf[row]) / TimeSpan.TicksPerDay;
}
