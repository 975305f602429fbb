using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>
/// What a profile's scores said, held against what customers did: whether low scores go with churn, what each tier, metric, guardrail and segment is
/// worth, and how early the score said it.
/// </summary>
/// <remarks>The docs page on backtests has the definition of every figure. Nothing here says that one thing causes another.</remarks>
public sealed class Backtest
{
    internal const int FewestForFigures = 5;
    internal const int FewestForConclusions = 20;

    // Where more is unknown than this at one time, the rates may be those of who left quickly.
    private const double LargeUnknownShare = 0.1;

    private Backtest(ScoringProfile profile, OutcomeBook book, ScoredBook scored, BacktestOptions options)
    {
        (Profile, Book, Scored, Options) = (profile, book, scored, options);
        JudgedRows rows = JudgedRows.Of(scored, book.Outcome, scored.Scores, scored.Judged);
        (Rows, Events, Unscored) = (rows.Numbers.Length, (int)rows.Groups.AllEvents, scored.Unscored);
        (EventCustomers, OtherCustomers) = (rows.EventCustomers, rows.OtherCustomers);
        var judge = new BookJudge(scored, book);
        TierOutcome[] tiers = judge.Tiers(scored.Judged);
        Tiers = tiers.AsReadOnly();
        Shortage = ShortageOf(FewestForFigures);
        if (Shortage is not null)
            return;
        TooFewToConclude = ShortageOf(FewestForConclusions);
        Separation = Separation.Of(rows, book.Outcome);
        Risk = new(rows, book.Outcome);
        Inversions = judge.Inversions(tiers).AsReadOnly();
        Capacity = CapacityOf(judge, rows, options.Capacity);
        Lifts = LiftGroups.Of(rows.Groups, options.LiftGroups).AsReadOnly();
        LearnedWeights? learned = TooFewToConclude is null
            ? LearnedWeights.Of(scored, book.Outcome, book.Window.Horizon, options.MaxDegreeOfParallelism) : null;
        var metrics = new MetricJudge(scored, book, learned, options.MaxDegreeOfParallelism);
        MetricEvidence[] evidence = metrics.Judge(withVerdicts: TooFewToConclude is null);
        Metrics = evidence.AsReadOnly();
        Guardrails = judge.Guardrails().AsReadOnly();
        Overrides = OverrideJudge.Judge(scored, book.Outcome, withVerdicts: TooFewToConclude is null).AsReadOnly();
        Segments = judge.Segments(Risk).AsReadOnly();
        var leads = new LeadJudge(scored, book.Outcome);
        if (leads.HasTimes)
            (Leads, MedianWarningDays) = (options.Leads.Order().Select(leads.At).ToArray().AsReadOnly(), leads.MedianWarning());
        LeakSuspects = LeakSearch.Find(evidence, metrics, leads, options.Leads, book.Outcome).AsReadOnly();
        bool churn = book.Outcome == Outcome.Churned;
        (FalseGreens, FalseGreenCustomers) = judge.Misjudged(had: true, inLowest: !churn, options.MostNamed);
        (FalseReds, FalseRedCustomers) = judge.Misjudged(had: false, inLowest: churn, options.MostNamed);
        Revenue = RevenueOf(scored, book.Outcome);
        IfUnknownStayed = IsMuchUnknown()
            ? Separation.Of(JudgedRows.Of(scored, book.Outcome, scored.Scores, [.. Enumerable.Range(0, scored.Scores.Length)]), book.Outcome) : null;
        TiersIfUnknownStayed = IfUnknownStayed is null ? null
            : judge.Tiers([.. Enumerable.Range(0, scored.Scores.Length).Where(row => !double.IsNaN(scored.Scores[row]))]).AsReadOnly();
        TiersWithoutTreated = UntreatedTiers(judge)?.AsReadOnly();
    }

    /// <summary>The profile.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The profile's fingerprint.</summary>
    public string Fingerprint => Profile.Fingerprint;

    /// <summary>The book.</summary>
    public OutcomeBook Book { get; }

    /// <summary>How many rows have a score and a known outcome; all figures are of these.</summary>
    public int Rows { get; }

    /// <summary>How many of them had the outcome.</summary>
    public int Events { get; }

    /// <summary>How many customers have a row with the outcome.</summary>
    public int EventCustomers { get; }

    /// <summary>How many customers have a row without the outcome.</summary>
    public int OtherCustomers { get; }

    /// <summary>How many rows with a known outcome have no score, and are left out.</summary>
    public int Unscored { get; }

    /// <summary>What there is too little of for more than the table of tiers: 5 customers with and without the outcome.</summary>
    public NotEnough? Shortage { get; }

    /// <summary>What there is too little of for a verdict: 20 customers with and without the outcome.</summary>
    public NotEnough? TooFewToConclude { get; }

    /// <summary>
    /// How well the score separates; <see langword="null"/> where there is too little (<see cref="Shortage"/>), as for all that follows.
    /// </summary>
    public Separation? Separation { get; }

    /// <summary>The share with the outcome by score.</summary>
    public RiskByScore? Risk { get; }

    /// <summary>What became of each tier, from the lowest.</summary>
    public IReadOnlyList<TierOutcome> Tiers { get; }

    /// <summary>
    /// The same without the rows of customers that something was done for; <see langword="null"/> where there are none, or too few events without
    /// them.
    /// </summary>
    public IReadOnlyList<TierOutcome>? TiersWithoutTreated { get; }

    /// <summary>Better tiers that fared worse than the tier below.</summary>
    public IReadOnlyList<TierInversion> Inversions { get; } = [];

    /// <summary>What a team finds with the calls it has.</summary>
    public CapacityOutcome? Capacity { get; }

    /// <summary>How many times the average rate each group of equal size has, those that ask for attention first.</summary>
    public IReadOnlyList<double> Lifts { get; } = [];

    /// <summary>What outcomes say of each metric, in the order of the profile.</summary>
    public IReadOnlyList<MetricEvidence> Metrics { get; } = [];

    /// <summary>What became of those that each guardrail changed.</summary>
    public IReadOnlyList<GuardrailOutcome> Guardrails { get; } = [];

    /// <summary>
    /// What became of the customers whom people put into another tier than the score did: those put lower, then those put higher. Empty where
    /// snapshots have no overrides.
    /// </summary>
    public IReadOnlyList<OverrideOutcome> Overrides { get; } = [];

    /// <summary>Whether a score means the same in every segment; empty where there is one.</summary>
    public IReadOnlyList<SegmentOutcome> Segments { get; } = [];

    /// <summary>What the score said so many days before; empty where outcomes have no times.</summary>
    public IReadOnlyList<LeadOutcome> Leads { get; } = [];

    /// <summary>
    /// The median of the days from a customer's first score in the tier that asks for attention to its outcome, 0 for who was never in it;
    /// <see langword="null"/> where outcomes have no times.
    /// </summary>
    public double? MedianWarningDays { get; }

    /// <summary>
    /// Customers with the outcome whom the score had in the tier that denies it, each by its row most wrong, those most wrong first.
    /// </summary>
    public IReadOnlyList<MisjudgedCustomer> FalseGreens { get; } = [];

    /// <summary>
    /// Customers without the outcome whom the score had in the tier that asks for attention, each by its row most wrong, those most wrong first.
    /// </summary>
    public IReadOnlyList<MisjudgedCustomer> FalseReds { get; } = [];

    /// <summary>Metrics that may have been written after the outcome was decided.</summary>
    public IReadOnlyList<LeakSuspect> LeakSuspects { get; } = [];

    /// <summary>How well the score separates by revenue; <see langword="null"/> where the book has no weights, or all with one fared alike.</summary>
    public WeightedSeparation? Revenue { get; }

    /// <summary>
    /// How well the score would separate if the outcome came for none whose window is not yet seen to its end; <see langword="null"/> where that is
    /// at most 10 % of the rows of every time.
    /// </summary>
    public Separation? IfUnknownStayed { get; }

    /// <summary>
    /// What would have become of each tier then, from the lowest: the least that the rates can be, as an outcome counts before its window is over,
    /// and its absence does not. <see langword="null"/> where <see cref="IfUnknownStayed"/> is.
    /// </summary>
    public IReadOnlyList<TierOutcome>? TiersIfUnknownStayed { get; }

    /// <summary>How many customers had the outcome in the tier that denies it.</summary>
    internal int FalseGreenCustomers { get; }

    /// <summary>How many customers were without the outcome in the tier that asks for attention.</summary>
    internal int FalseRedCustomers { get; }

    internal ScoredBook Scored { get; }

    internal BacktestOptions Options { get; }

    /// <summary>Scores a book by a profile and judges the scores.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="book">The book.</param>
    /// <param name="options">What else is asked; the defaults if not given.</param>
    /// <returns>The backtest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="book"/> is <see langword="null"/>.</exception>
    public static Backtest Run(ScoringProfile profile, OutcomeBook book, BacktestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        options ??= new();
        options.ThrowIfInvalid();
        return new(profile, book, ScoredBook.Of(profile, book.Data, withPoints: true, options.MaxDegreeOfParallelism), options);
    }

    /// <summary>The whole story as text for people, the answer first.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain() => BacktestText.Of(this);

    /// <summary>The answer in a line.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5): AUC 0.741 (0.702 to 0.776) from 1,240 rows, 187 churned</c>.</returns>
    public override string ToString() => $"{Profile}: {Separation?.ToString() ?? Shortage!.ToString()} from {Number.Counted(Rows, "row")}, "
        + $"{Number.Count(Events)} {OutcomeWords.Happened(Book.Outcome)}";

    private NotEnough? ShortageOf(int needed) =>
        EventCustomers < needed ? new($"customers who {OutcomeWords.Happened(Book.Outcome)}", EventCustomers, needed)
        : OtherCustomers < needed ? new($"customers who have not {OutcomeWords.Happened(Book.Outcome)}", OtherCustomers, needed) : null;

    private CapacityOutcome CapacityOf(BookJudge judge, JudgedRows rows, int calls)
    {
        double? all = judge.WeightOf(Scored.Judged.Where(row => Scored.Rows.Outcomes[row] == RowStatus.Event));
        double? caught = all is null ? null : Statistics.Capacity.Weight(rows.Groups, rows.Events,
            [.. Scored.Judged.Select(row => double.IsNaN(Scored.Rows.Weights[row]) ? 0 : Scored.Rows.Weights[row])], calls);
        return new(rows, calls, caught, all);
    }

    private static WeightedSeparation? RevenueOf(ScoredBook scored, Outcome outcome)
    {
        double[] weights = scored.Rows.Weights;
        if (weights.Length == 0)
            return null;
        int[] weighed = [.. scored.Judged.Where(row => weights[row] > 0)];
        JudgedRows rows = JudgedRows.Of(scored, outcome, scored.Scores, weighed);
        double[] own = [.. weighed.Select(row => weights[row])];
        return rows.HasBoth ? new(WeightedConcordance.Of(rows.Groups, rows.Events, own, rows.Customers), own.Sum(),
            own.Where((_, i) => rows.Events[i]).Sum()) : null;
    }

    private bool IsMuchUnknown() => Scored.Rows.Known.Length < Scored.Rows.Count && Enumerable.Range(0, Scored.Rows.Count)
        .GroupBy(row => Scored.Rows.AsOf[row] / TimeSpan.TicksPerDay)
        .Any(date => date.Count(row => Scored.Rows.Outcomes[row] == RowStatus.NotYetKnown) > LargeUnknownShare * date.Count());

    private TierOutcome[]? UntreatedTiers(BookJudge judge)
    {
        bool[] treated = Scored.Rows.Treated;
        if (treated.Length == 0 || !Scored.Judged.Any(row => treated[row]))
            return null;
        int[] untreated = [.. Scored.Judged.Where(row => !treated[row])];
        return untreated.Count(row => Scored.Rows.Outcomes[row] == RowStatus.Event) >= FewestForConclusions ? judge.Tiers(untreated) : null;
    }
}
