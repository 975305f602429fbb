using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using HealthScoring.Analysis.Proposals;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Where tiers are to start so that they mean what is asked for: a rate of churn, or what a team can work on.</summary>
public sealed class TierProposal
{
    private const double Z95 = 1.959963984540054;

    private TierProposal(ScoringProfile before, ScoringProfile profile, OutcomeBook book, IReadOnlyList<string> questions)
    {
        (Before, Profile, Questions, Outcome) = (before, profile, questions, book.Outcome);
        Tiers = TiersOf(book);
    }

    /// <summary>The present profile.</summary>
    public ScoringProfile Before { get; }

    /// <summary>The outcome of the book.</summary>
    internal Outcome Outcome { get; }

    /// <summary>The profile with the proposed starts; the present one where something that was asked for cannot be had.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The tiers of <see cref="Profile"/>, the lowest first, each with the customers that were in it.</summary>
    public IReadOnlyList<ProposedTier> Tiers { get; }

    /// <summary>What cannot be had, and why, each in a line; empty where all can.</summary>
    public IReadOnlyList<string> Questions { get; }

    /// <summary>
    /// Starts each tier right above the highest score whose risk is still what the tier below is to have. The risk falls as the score rises, by the
    /// rates nearest to those of the book's rows whose window was seen to its end.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="book">A book of churn.</param>
    /// <param name="targets">
    /// The least risk of each tier except the highest, the lowest tier's first: falling, above 0 and below 1.
    /// </param>
    /// <returns>The proposal.</returns>
    /// <exception cref="ArgumentException">
    /// There are more or fewer targets than tiers above the lowest, they do not fall, or the book is of another outcome.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="book"/> is <see langword="null"/>.</exception>
    public static TierProposal ByChurnRate(ScoringProfile profile, OutcomeBook book, params ReadOnlySpan<double> targets)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        RequireCount(profile, targets.Length, nameof(targets));
        if (book.Outcome != Outcome.Churned)
            throw new ArgumentException("A rate of churn needs a book of churn; this one is of expansion.", nameof(book));
        for (int i = 0; i < targets.Length; i++)
        {
            if (!(targets[i] > 0 && targets[i] < (i == 0 ? 1 : targets[i - 1])))
            {
                throw new ArgumentException(
                    $"Target {Number.Text(i + 1)} is {Number.Text(targets[i])}; give rates above 0 and below 1, each below the one before.",
                    nameof(targets));
            }
        }
        ScoredBook scored = ScoredBook.Of(profile, book.Data);
        // Of a row whose window is not over only an outcome is known: with it the rates would be too high.
        int[] rows = [.. OneRowEach.Complete(book.Data, scored.Judged).Where(row => HasTheseTiers(profile, scored.Segments[row]))];
        ScoreGroups groups = ScoreGroups.Of([.. rows.Select(row => scored.Scores[row])],
            [.. rows.Select(row => book.Data.Outcomes[row] == RowStatus.Event)]);
        RiskCurve? risk = rows.Length == 0 ? null : RiskCurve.Of(groups);
        List<string> questions = [];
        double?[] starts = new double?[targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            // The risks fall from the lowest score.
            int below = 0;
            while (risk is not null && below < groups.Count && risk.Risks[below] >= targets[i])
                below++;
            if (below == 0)
            {
                questions.Add($"tier '{profile.Tiers[i].Name}': no score has a risk of {Number.Percent(targets[i])} or more"
                    + (risk is null ? "." : $"; the lowest ones have {Number.Percent(risk.Risks[0])}."));
            }
            else
            {
                // A score that only rounding keeps below a step is in the tier that starts there.
                starts[i] = Math.Floor(groups.Scores[below - 1] + Precision.LeastTolerance) + 1;
            }
        }
        return Propose(profile, book, starts, questions);
    }

    /// <summary>
    /// Starts each tier at the highest whole score below which there are at most so many customers today, by the last row of each. Equal scores stay
    /// together.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="book">The book; outcomes do not count, so rows whose outcome is not yet known do.</param>
    /// <param name="counts">For each tier except the highest, how many customers are in it or in a lower one, at most: rising, 0 or more.</param>
    /// <returns>The proposal.</returns>
    /// <exception cref="ArgumentException">There are more or fewer counts than tiers above the lowest, or they do not rise.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="book"/> is <see langword="null"/>.</exception>
    public static TierProposal ByCapacity(ScoringProfile profile, OutcomeBook book, params ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        RequireCount(profile, counts.Length, nameof(counts));
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0 || (i > 0 && counts[i] <= counts[i - 1]))
            {
                throw new ArgumentException(
                    $"Count {Number.Text(i + 1)} is {Number.Text(counts[i])}; give counts of 0 or more, each above the one before.", nameof(counts));
            }
        }
        ScoredBook scored = ScoredBook.Of(profile, book.Data);
        double[] scores = [.. LastRows.Of(book.Data).Where(row => !double.IsNaN(scored.Scores[row]) && HasTheseTiers(profile, scored.Segments[row]))
            .Select(row => scored.Scores[row]).Order()];
        List<string> questions = [];
        double?[] starts = new double?[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] >= scores.Length)
            {
                questions.Add($"tier '{profile.Tiers[i].Name}': it could take all {Number.Counted(scores.Length, "customer")} that have a score.");
            }
            else
            {
                starts[i] = Math.Floor(scores[counts[i]] + Precision.LeastTolerance);
            }
        }
        TierProposal proposal = Propose(profile, book, starts, questions);
        if (questions.Count > 0)
            return proposal;
        // A guardrail that names a tier follows its start, and keeps customers in it.
        ScoredBook after = ScoredBook.Of(proposal.Profile, book.Data);
        int[] tiers = [.. LastRows.Of(book.Data).Where(row => after.Tiers[row] >= 0 && HasTheseTiers(profile, after.Segments[row]))
            .Select(row => after.Tiers[row])];
        for (int i = 0; i < counts.Length; i++)
        {
            int within = tiers.Count(tier => tier <= i);
            if (within > counts[i])
            {
                questions.Add($"tier '{profile.Tiers[i].Name}': {Number.Counted(within, "customer")} would be in it or below, because a guardrail "
                    + $"keeps them there; ask for at least as many, or change the guardrail.");
            }
        }
        return questions.Count > 0 ? new(profile, profile, book, questions.AsReadOnly()) : proposal;
    }

    /// <summary>The tiers as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain() => new ReportWriter(ToString()).Lines(Questions)
        .Lines(Tiers.Select(tier => $"- {tier}"), depth: 0).ToString();

    /// <summary>The profile and whether there is a proposal.</summary>
    /// <returns>As in <c>acme-b2b (1f0c22d9ab41): tiers start at 0, 46, 71</c>.</returns>
    public override string ToString() => Questions.Count > 0 ? $"{Before}: no tiers to propose"
        : $"{Before}: tiers start at {string.Join(", ", Profile.Tiers.Select(tier => Number.Text(tier.From)))}";

    private static void RequireCount(ScoringProfile profile, int given, string parameter)
    {
        if (given != profile.Tiers.Count - 1)
        {
            throw new ArgumentException(
                $"{Number.Text(given)} given, and the profile has {Number.Text(profile.Tiers.Count)} tiers; give one for each except the highest.",
                parameter);
        }
    }

    /// <summary>Whether customers of a segment are in tiers by the profile's own starts.</summary>
    private static bool HasTheseTiers(ScoringProfile profile, int segment) => segment < 0 || profile.Segments[segment].Tiers.Count == 0;

    private static TierProposal Propose(ScoringProfile profile, OutcomeBook book, double?[] starts, List<string> questions)
    {
        for (int i = 0; i < starts.Length; i++)
        {
            double lower = i == 0 ? profile.Tiers[0].From : starts[i - 1] ?? double.NaN;
            if (starts[i] <= lower)
            {
                questions.Add($"tiers '{profile.Tiers[i].Name}' and '{profile.Tiers[i + 1].Name}' would both start at "
                    + $"{Number.Text(starts[i]!.Value)}; ask for targets that are further apart.");
            }
            else if (starts[i] > 100)
            {
                questions.Add($"tier '{profile.Tiers[i + 1].Name}': nobody would be in it; the highest scores have the risk of the tier below.");
            }
        }
        if (questions.Count > 0)
            return new(profile, profile, book, questions.AsReadOnly());
        JsonNode root = JsonNode.Parse(profile.ToJson())!;
        JsonArray tiers = root["tiers"]!.AsArray();
        for (int i = 0; i < starts.Length; i++)
            tiers.First(tier => tier!["name"]!.GetValue<string>() == profile.Tiers[i + 1].Name)!["from"] = starts[i]!.Value;
        try
        {
            return new(profile, ProposedProfile.Parse(root), book, []);
        }
        catch (InvalidProfileException exception)
        {
            // What else hangs on the starts: a margin of tracking, or those of a segment.
            return new(profile, profile, book, Array.AsReadOnly(exception.Message.Split('\n')));
        }
    }

    private ReadOnlyCollection<ProposedTier> TiersOf(OutcomeBook book)
    {
        ScoredBook scored = ScoredBook.Of(Profile, book.Data);
        ILookup<int, int> rows = OneRowEach.Complete(book.Data, scored.Judged).Where(row => HasTheseTiers(Profile, scored.Segments[row]))
            .ToLookup(row => scored.Tiers[row]);
        return Array.AsReadOnly<ProposedTier>([.. Profile.Tiers.Select((tier, i) =>
        {
            int[] own = [.. rows[i]];
            int customers = own.Select(row => book.Data.Customers[row]).Distinct().Count();
            int events = own.Count(row => book.Data.Outcomes[row] == RowStatus.Event);
            double[] weights = book.Data.Weights.Length == 0 ? [] : [.. own.Select(row => book.Data.Weights[row]).Where(double.IsFinite)];
            Interval? rate = own.Length == 0 ? null
                : WilsonInterval.Of((long)Math.Round((double)events / own.Length * customers), customers, Z95);
            return new ProposedTier(tier.Name, Before.Tiers[i].From, tier.From)
            {
                Customers = customers,
                Rows = own.Length,
                Events = events,
                RateAtLeast = rate?.Lower,
                RateAtMost = rate?.Upper,
                Weight = weights.Length == 0 ? null : weights.Sum(),
            };
        })]);
    }
}
