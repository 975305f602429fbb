namespace HealthScoring.Analysis;

/// <summary>
/// What goes with an outcome: the bands of metrics, missing values, segments and labels, and the pairs of them, in which customers had it more or
/// less often than all, as far as that is no chance of so many looks. It says nothing about causes.
/// </summary>
/// <remarks>
/// Each customer counts once, because rows of one customer depend on each other: by its row of the day on which most customers have one, or by its
/// first row where fewer than half have one on any day, so that nobody's row is chosen by what became of the customer.
/// </remarks>
public sealed class PatternReport
{
    private const long FewestOfBoth = 20;

    private readonly string _profile;

    private PatternReport(ScoringProfile profile, OutcomeBook book, PatternGroup all)
    {
        (_profile, Fingerprint, All) = (profile.ToString(), profile.Fingerprint, all);
        (Outcome, Window, LeftOut) = (book.Outcome, book.Window, book.LeftOut);
        (long fewer, string who) = all.Events <= all.Customers - all.Events
            ? (all.Events, OutcomeWords.Did(Outcome)) : (all.Customers - all.Events, OutcomeWords.DidNot(Outcome));
        NotEnough = fewer < FewestOfBoth ? new($"customers who {who}", fewer, FewestOfBoth) : null;
    }

    /// <summary>The profile's fingerprint.</summary>
    public string Fingerprint { get; }

    /// <summary>The outcome that is asked for.</summary>
    public Outcome Outcome { get; }

    /// <summary>When an outcome counts.</summary>
    public OutcomeWindow Window { get; }

    /// <summary>The snapshots that are no rows of the book, by the reason.</summary>
    public LeftOut LeftOut { get; }

    /// <summary>All customers of the book.</summary>
    public PatternGroup All { get; }

    /// <summary>How many customers have no score; they count, except among the <see cref="PowerUsers.Top"/>.</summary>
    public long Unscored { get; private init; }

    /// <summary>How many items and pairs had enough customers to be looked at.</summary>
    public int Looks { get; private init; }

    /// <summary>How many of these go with the outcome, before those that say nothing of their own are left out.</summary>
    public int Significant { get; private init; }

    /// <summary>Who had the outcome more often, the surest first; 10 at most.</summary>
    public IReadOnlyList<Pattern> MoreOften { get; private init; } = [];

    /// <summary>Who had the outcome less often, the surest first; 10 at most.</summary>
    public IReadOnlyList<Pattern> LessOften { get; private init; } = [];

    /// <summary>
    /// The top tier compared with the others, of a book of expansions; <see langword="null"/> otherwise, and where that is not enough.
    /// </summary>
    public PowerUsers? PowerUsers { get; private init; }

    /// <summary>Why nothing was looked for, or <see langword="null"/>.</summary>
    public NotEnough? NotEnough { get; }

    /// <summary>Looks for patterns.</summary>
    /// <param name="profile">The profile that says what is a value of a metric, and what segments there are.</param>
    /// <param name="book">The book.</param>
    /// <returns>The patterns; none where fewer than 20 customers had the outcome, or had it not.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static PatternReport Find(ScoringProfile profile, OutcomeBook book)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        BookRows rows = OneRowEach.OfKnown(book.Data);
        PatternGroup all = new GroupCount(rows).Of(_ => true);
        ScoredRows scored = ScoredRows.Of(profile, rows);
        long unscored = scored.Tiers.LongCount(tier => tier < 0);
        var refused = new PatternReport(profile, book, all) { Unscored = unscored };
        if (refused.NotEnough is not null)
            return refused;
        bool[] events = new bool[rows.Count];
        for (int row = 0; row < events.Length; row++)
            events[row] = rows.Outcomes[row] == RowStatus.Event;
        PatternAttribute[] attributes = AttributeReader.Read(profile, rows, scored, PatternSearch.FewestInside(rows.Count));
        var search = new PatternSearch(attributes, events);
        IReadOnlyList<(Look, double)> found = search.Find();
        var selection = new PatternSelection(book.Outcome, attributes, rows, search.All, search.Looks);
        return new(profile, book, all)
        {
            Unscored = unscored,
            Looks = search.Looks,
            Significant = search.Significant,
            MoreOften = selection.OfSide(found, 1),
            LessOften = selection.OfSide(found, -1),
            PowerUsers = book.Outcome == Outcome.Expanded ? PowerUsers.Of(profile, rows, scored.Tiers) : null,
        };
    }

    /// <summary>The patterns as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain() => PatternText.Of(this);

    /// <summary>The profile, and how many patterns there are.</summary>
    /// <returns>As in <c>acme (1f0c22d9ab41): 3 patterns go with leaving, 2 with staying</c>.</returns>
    public override string ToString() => $"{_profile}: {PatternText.Headline(this)}";
}
