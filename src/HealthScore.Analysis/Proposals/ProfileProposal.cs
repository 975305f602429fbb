using System.Collections.ObjectModel;
using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Proposals;

namespace HealthScoring.Analysis;

/// <summary>
/// A profile that outcomes speak for, and whether it is better than the present one: weights, and curves where that is asked for, each drawn to what
/// the present profile says. Nothing is ever changed in a profile that is in use; a person takes a proposal over, or does not.
/// </summary>
public sealed class ProfileProposal
{
    private const int FewestCustomers = 20;

    private ProfileProposal(ScoringProfile before, ScoringProfile profile, OutcomeBook book, ProposalVerdict verdict)
    {
        (Before, Profile, Window, Outcome, Verdict) = (before, profile, book.Window, book.Outcome, verdict);
        Changes = ProfileDiff.Between(before, profile);
    }

    /// <summary>The present profile.</summary>
    public ScoringProfile Before { get; }

    /// <summary>The profile that is proposed; the present one where nothing was learned.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>What differs between the two.</summary>
    public ProfileDiff Changes { get; }

    /// <summary>When an outcome counted.</summary>
    public OutcomeWindow Window { get; }

    /// <summary>The outcome that was learned from.</summary>
    public Outcome Outcome { get; }

    /// <summary>Whether the proposal is better.</summary>
    public ProposalVerdict Verdict { get; }

    /// <summary>What there is too little of; empty unless the verdict is <see cref="ProposalVerdict.NotEnough"/>.</summary>
    public IReadOnlyList<NotEnough> Missing { get; private init; } = [];

    /// <summary>What each metric is worth of the score now and then, by dimension and name; empty where nothing was learned.</summary>
    public IReadOnlyList<ProposedWeight> Weights { get; private init; } = [];

    /// <summary>The curves that change, by dimension and metric.</summary>
    public IReadOnlyList<ProposedCurve> Knots { get; private init; } = [];

    /// <summary>
    /// How the proposal did on rows that it was not learned from; <see langword="null"/> where the verdict is
    /// <see cref="ProposalVerdict.NotEnough"/>.
    /// </summary>
    public ProposalEvidence? Evidence { get; private init; }

    /// <summary>What a person should look at before taking the proposal over, each in a line.</summary>
    public IReadOnlyList<string> Questions { get; private init; } = [];

    /// <summary>Learns from a book, and tries what is learned on rows that it was not learned from.</summary>
    /// <param name="profile">The present profile; its score is a weighted mean.</param>
    /// <param name="book">Snapshots of customers with what became of them.</param>
    /// <param name="options">What to learn, and how it is judged; the defaults if not given.</param>
    /// <returns>The proposal.</returns>
    /// <exception cref="NotSupportedException">The profile's score is no weighted mean.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="book"/> is <see langword="null"/>.</exception>
    public static ProfileProposal Learn(ScoringProfile profile, OutcomeBook book, ProposalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        options ??= new();
        if (!LearnedWeights.CanLearn(profile))
        {
            throw new NotSupportedException($"The score of '{profile.Name}' is no weighted mean, so there are no weights to learn. What still works: "
                + "its tiers can be proposed (TierProposal), and it can be compared with a profile that you change by hand.");
        }
        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true, options.MaxDegreeOfParallelism);
        var rows = LearningRows.Of(scored, book.Outcome, book.Window.Horizon, withOwn: options.Curves != CurveLearning.None);
        NotEnough[] missing = [.. Shortages(rows, book)];
        if (missing.Length > 0)
            return new(profile, profile, book, ProposalVerdict.NotEnough) { Missing = missing };

        var model = new ProposalModel(rows, book.Outcome, options.Curves, options.MaxDegreeOfParallelism);
        LearnedParts parts = model.Learn();
        ScoringProfile proposed = ProposedProfile.Of(profile, rows.Columns, parts);
        var guard = ProposalGuard.Run(model, book.Window, book.Outcome, options);
        LearnedWeights learned = LearnedWeights.Of(rows, rows.WeightsOf(), options.MaxDegreeOfParallelism);
        Dictionary<string, double> shares = LearnedColumn.Of(proposed).ToDictionary(column => column.Name, column => column.Share);
        ProposedWeight[] weights = [.. learned.All.Select(weight => new ProposedWeight(
            weight.Column.Name, weight.Column.Share, shares.GetValueOrDefault(weight.Column.Name), weight.Share, weight.ShareError))];
        IReadOnlyList<TierMigration> migration = Migrations.Of(scored, ScoredBook.Of(proposed, book.Data, threads: options.MaxDegreeOfParallelism));
        (long up, long down) = Migrations.Moves(profile, migration);
        return new(profile, proposed, book, guard.IsBetter && proposed != profile ? ProposalVerdict.Better : ProposalVerdict.NotShownBetter)
        {
            Weights = weights.AsReadOnly(),
            Knots = CurvesOf(proposed, rows, parts),
            Evidence = guard.Evidence with { Migration = migration, MovedUp = up, MovedDown = down },
            Questions = Array.AsReadOnly<string>([.. ProposalQuestions.Of(learned, weights, book.Outcome)]),
        };
    }

    /// <summary>Throws unless the proposal is better, such as to end a build that asks for one.</summary>
    /// <exception cref="InvalidOperationException">It is not; the message is what <see cref="Explain"/> says.</exception>
    public void ThrowUnlessBetter()
    {
        if (Verdict != ProposalVerdict.Better)
            throw new InvalidOperationException(Explain());
    }

    /// <summary>The verdict, the evidence, what changes and what to look at, as text for people.</summary>
    /// <returns>
    /// Lines of plain text, with line feeds on every platform. What stands behind ± is 1.96 standard errors.
    /// </returns>
    public string Explain() => ProposalText.Explain(this);

    /// <summary>The present profile and the verdict.</summary>
    /// <returns>As in <c>acme-b2b (1f0c22d9ab41): the proposal is better</c>.</returns>
    public override string ToString() => ProposalText.Headline(this);

    private static IEnumerable<NotEnough> Shortages(LearningRows rows, OutcomeBook book)
    {
        bool[] with = new bool[book.Data.Names.Count], without = new bool[with.Length];
        for (int i = 0; i < rows.Rows.Length; i++)
            (rows.Events[i] ? with : without)[rows.Customers[i]] = true;
        string did = OutcomeWords.Happened(book.Outcome), whose = rows.Rows.Length == book.Rows ? "" : ", of those whose score the weights decide";
        if (with.Count(one => one) is < FewestCustomers and var having)
            yield return new($"customers who {did} {book.Window}{whose}", having, FewestCustomers);
        if (without.Count(one => one) is < FewestCustomers and var others)
            yield return new($"customers with a row after which they had not {did} {book.Window}{whose}", others, FewestCustomers);
    }

    private static ReadOnlyCollection<ProposedCurve> CurvesOf(ScoringProfile proposed, LearningRows rows, LearnedParts parts)
    {
        List<ProposedCurve> curves = [];
        for (int column = 0; column < rows.Columns.Length; column++)
        {
            if (parts.Curves[column] is not { } knots || rows.Columns[column].IsDimension)
                continue;
            (int dimension, int metric) = (rows.Columns[column].Dimension, rows.Columns[column].Metric);
            if (!proposed.Dimensions[dimension].Metrics[metric].Curve.Equals(rows.CurveOf(column)))
                curves.Add(new(rows.Book.Profile.Dimensions[dimension].Metrics[metric], knots));
        }
        return curves.AsReadOnly();
    }
}
