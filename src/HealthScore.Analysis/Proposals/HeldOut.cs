using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Proposals;

/// <summary>Rows that a proposal is tried on, and those that it is learned from.</summary>
/// <param name="From">The time of the first row of a date; null for a fold of customers.</param>
/// <param name="Rows">The rows held out, as rows of the book, in order; their outcomes are known.</param>
/// <param name="LearnedFrom">Whether each row of the book may be learned from.</param>
internal sealed record HeldOut(DateTimeOffset? From, int[] Rows, bool[] LearnedFrom)
{
    private const int FewestOfADate = 5, FewestEvents = 20, MostDates = 12, DefaultFolds = 5;

    /// <summary>Holds rows out by date where a book has enough of them, and otherwise by customer.</summary>
    /// <param name="rows">The rows that can be learned from.</param>
    /// <param name="window">When an outcome counted.</param>
    /// <param name="folds">How many folds of customers; null where the book decides.</param>
    public static HeldOut[] Of(LearningRows rows, OutcomeWindow window, int? folds) =>
        folds is null && Dates(rows, window) is { Length: > 0 } dates ? dates : Folds(rows.Book.Rows, folds ?? DefaultFolds);

    private static HeldOut[] Dates(LearningRows rows, OutcomeWindow window)
    {
        BookRows book = rows.Book.Rows;
        long[] events = Times(rows, RowStatus.Event), others = Times(rows, RowStatus.NoEvent);
        long wait = window.Embargo.Ticks + window.Horizon.Ticks;
        // A nightly job takes its time: a date is a day.
        (int[] Rows, long First, int Events)[] dates =
        [
            .. book.Known.GroupBy(row => book.AsOf[row] / TimeSpan.TicksPerDay).OrderBy(day => day.Key)
                .Select(day => (Rows: day.ToArray(), First: day.Min(row => book.AsOf[row]),
                    Events: day.Count(row => book.Outcomes[row] == RowStatus.Event)))
                // Of a date whose window is not over only the outcomes are known: nobody is there to tell them from.
                .Where(date => date.Events >= FewestOfADate && date.Rows.Length - date.Events >= FewestOfADate
                    && UpTo(events, date.First - wait) >= FewestEvents && UpTo(others, date.First - wait) >= FewestEvents),
        ];
        if (dates.Length > MostDates)
            dates = [.. Enumerable.Range(1, MostDates).Select(i => dates[i * dates.Length / MostDates - 1])];
        if (dates.Length < 2 || dates.Sum(date => date.Events) < FewestEvents)
            return [];
        return [.. dates.Select(date => new HeldOut(new DateTimeOffset(date.First, TimeSpan.Zero), date.Rows,
            [.. book.AsOf.Select(time => time <= date.First - wait)]))];
    }

    private static long[] Times(LearningRows rows, RowStatus outcome) =>
        [.. rows.Rows.Where(row => rows.Book.Rows.Outcomes[row] == outcome).Select(row => rows.Book.Rows.AsOf[row]).Order()];

    /// <summary>How many sorted times are not after a limit.</summary>
    private static int UpTo(long[] times, long limit)
    {
        (int low, int high) = (0, times.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = times[middle] <= limit ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static HeldOut[] Folds(BookRows book, int folds)
    {
        bool[] ever = new bool[book.Names.Count];
        foreach (int row in book.Known)
            ever[book.Customers[row]] |= book.Outcomes[row] == RowStatus.Event;
        int[] foldOf = CustomerFolds.Of(book.Names, ever, seed: 0, folds);
        return [.. Enumerable.Range(0, folds).Select(fold => new HeldOut(null, [.. book.Known.Where(row => foldOf[book.Customers[row]] == fold)],
            [.. Enumerable.Range(0, book.Count).Select(row => foldOf[book.Customers[row]] != fold)]))];
    }
}
