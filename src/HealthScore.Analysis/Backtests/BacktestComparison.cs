using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Two profiles held against one book: which separates better, by the rows that both score.</summary>
public sealed class BacktestComparison
{
    private BacktestComparison(Backtest before, Backtest after, JudgedRows first, JudgedRows second, int capacity)
    {
        (Before, After, Rows) = (before, after, first.Numbers.Length);
        LeftOut = before.Scored.Judged.Union(after.Scored.Judged).Count() - Rows;
        NotEnough = before.Shortage ?? after.Shortage ?? ShortageOf(first, before.Book.Outcome, Backtest.FewestForFigures);
        if (NotEnough is not null)
            return;
        TooFewToConclude = before.TooFewToConclude ?? after.TooFewToConclude
            ?? ShortageOf(first, before.Book.Outcome, Backtest.FewestForConclusions);
        AucDifference difference = Statistics.AucDifference.Of(second.Groups, first.Groups, first.Events, first.Customers);
        (AucBefore, AucAfter) = (Concordance.Of(first.Groups).Auc, Concordance.Of(second.Groups).Auc);
        (AucGain, StandardError) = (difference.Difference, difference.StandardError);
        (HitsBefore, HitsAfter) = (Capacity.Of(first.Groups, capacity).Hits, Capacity.Of(second.Groups, capacity).Hits);
    }

    /// <summary>The backtest of the profile before.</summary>
    public Backtest Before { get; }

    /// <summary>The backtest of the profile after.</summary>
    public Backtest After { get; }

    /// <summary>How many rows both profiles score; the figures are of these.</summary>
    public int Rows { get; }

    /// <summary>How many rows only one of them scores.</summary>
    public int LeftOut { get; }

    /// <summary>
    /// What there is too little of for a comparison, among all rows or among those that both profiles score; <see langword="null"/> where there is
    /// enough.
    /// </summary>
    public NotEnough? NotEnough { get; }

    /// <summary>
    /// What there is too little of for a verdict: 20 customers with and without the outcome, scored by both profiles. <see langword="null"/> where
    /// there is enough, and where there is too little for figures.
    /// </summary>
    public NotEnough? TooFewToConclude { get; }

    /// <summary>The AUC before; <see langword="null"/> where there is too little.</summary>
    public double? AucBefore { get; }

    /// <summary>The AUC after; <see langword="null"/> where there is too little.</summary>
    public double? AucAfter { get; }

    /// <summary>How much larger it is after; <see langword="null"/> where there is too little.</summary>
    public double? AucGain { get; }

    /// <summary>
    /// The standard error of the gain, by customers (E. R. DeLong and others, Biometrics 44 (1988) 837; N. A. Obuchowski, Biometrics 53 (1997) 567).
    /// </summary>
    public double? StandardError { get; }

    /// <summary>How many with the outcome the team found before with the calls it has.</summary>
    public double? HitsBefore { get; }

    /// <summary>How many with the outcome the team finds after with the calls it has.</summary>
    public double? HitsAfter { get; }

    /// <summary>Backtests two profiles on one book and compares them.</summary>
    /// <param name="before">The profile before, such as the one in use.</param>
    /// <param name="after">The profile after.</param>
    /// <param name="book">The book.</param>
    /// <param name="options">What else is asked; the defaults if not given.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="options"/> is <see langword="null"/>.</exception>
    public static BacktestComparison Between(ScoringProfile before, ScoringProfile after, OutcomeBook book, BacktestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(book);
        (Backtest first, Backtest second) = (Backtest.Run(before, book, options), Backtest.Run(after, book, options));
        int[] both = [.. first.Scored.Judged.Intersect(second.Scored.Judged).Order()];
        return new(first, second, JudgedRows.Of(first.Scored, book.Outcome, first.Scored.Scores, both),
            JudgedRows.Of(second.Scored, book.Outcome, second.Scored.Scores, both), first.Options.Capacity);
    }

    /// <summary>Throws where the profile after is shown to separate worse than the one before, or there is too little to say; for CI.</summary>
    /// <param name="mostLoss">How much smaller its AUC may be, 0 to 1.</param>
    /// <exception cref="InvalidOperationException">
    /// The upper end of the 95 % interval of the gain is below <paramref name="mostLoss"/> taken from 0, or there is too little for a verdict.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostLoss"/> is NaN or outside 0 to 1.</exception>
    public void ThrowIfWorse(double mostLoss = 0)
    {
        if (mostLoss is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(mostLoss), mostLoss, "A loss of AUC goes from 0 to 1.");
        if (TooFewToConclude is { } few)
            throw new InvalidOperationException($"{this}; too few to conclude: {few}");
        if (NotEnough is not null || AucGain + Separation.Z95 * StandardError < -mostLoss)
            throw new InvalidOperationException($"{this}");
    }

    /// <summary>The comparison in a line.</summary>
    /// <returns>
    /// As in <c>AUC 0.741 → 0.768 (+0.027 ± 0.031) on 1,240 rows; 25 calls find 9.5 → 11.0</c>; after ± stand 1.96 standard errors.
    /// </returns>
    public override string ToString() => NotEnough is { } shortage ? $"too little to compare: {shortage}"
        : $"AUC {Fraction.Text(AucBefore!.Value)} → {Fraction.Text(AucAfter!.Value)} ({(AucGain > 0 ? "+" : "")}{Fraction.Text(AucGain!.Value)} ± "
            + $"{Fraction.Text(Separation.Z95 * StandardError!.Value)}) on {Number.Counted(Rows, "row")}; "
            + $"{Number.Counted(Before.Options.Capacity, "call")} {(Before.Options.Capacity == 1 ? "finds" : "find")} "
            + $"{Number.Points(HitsBefore!.Value)} → {Number.Points(HitsAfter!.Value)}"
            + $"{(LeftOut == 0 ? "" : $"; scored by one only: {Number.Count(LeftOut)}")}";

    private static NotEnough? ShortageOf(JudgedRows both, Outcome outcome, int needed)
    {
        NotEnough? Of(string who, int customers) => customers >= needed ? null
            : new($"customers who {who}, scored by both profiles", customers, needed);

        string happened = OutcomeWords.Happened(outcome);
        return Of(happened, both.EventCustomers) ?? Of($"have not {happened}", both.OtherCustomers);
    }
}
