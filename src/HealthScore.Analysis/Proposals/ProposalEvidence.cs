namespace HealthScoring.Analysis;

/// <summary>
/// How a proposal did on rows that it was not learned from: both profiles' scores on one scale, with a slope from the rows learned from and the base
/// rate of those that were not. Each date or fold has its own proposal, rounded like the one that is proposed.
/// </summary>
public sealed record ProposalEvidence
{
    internal ProposalEvidence()
    {
    }

    /// <summary>How the rows were held out.</summary>
    public ProposalValidation Validation { get; internal init; }

    /// <summary>The dates or folds.</summary>
    public IReadOnlyList<ProposalTrial> Trials { get; internal init; } = [];

    /// <summary>How many rows were scored before and after.</summary>
    public int Rows { get; internal init; }

    /// <summary>How many customers they are of.</summary>
    public int Customers { get; internal init; }

    /// <summary>How many of the rows had the outcome.</summary>
    public int Events { get; internal init; }

    /// <summary>How many rows had no score before.</summary>
    public int UnscoredBefore { get; internal init; }

    /// <summary>How many rows had no score after; where these are more than before, the proposal is not better.</summary>
    public int UnscoredAfter { get; internal init; }

    /// <summary>The mean log loss of the present profile.</summary>
    public double LossBefore { get; internal init; }

    /// <summary>The mean log loss of the proposals.</summary>
    public double LossAfter { get; internal init; }

    /// <summary>By how much the mean log loss fell.</summary>
    public double Gain { get; internal init; }

    /// <summary>The standard error of the gain, by customer.</summary>
    public double StandardError { get; internal init; }

    /// <summary>What the gain exceeds with the confidence that was asked for.</summary>
    public double LowerBound { get; internal init; }

    /// <summary>
    /// The share of the pairs within a date or fold, of a row with the outcome and one without, that the present profile ranks right.
    /// </summary>
    public double AucBefore { get; internal init; }

    /// <summary>The same of the proposals.</summary>
    public double AucAfter { get; internal init; }

    /// <summary>By how much the AUC rose.</summary>
    public double AucGain => AucAfter - AucBefore;

    /// <summary>The standard error of <see cref="AucGain"/>, by customer.</summary>
    public double AucStandardError { get; internal init; }

    /// <summary>
    /// The outcomes to be expected among the rows that the team can work on, by the present profile; <see langword="null"/> without a capacity.
    /// </summary>
    public double? HitsBefore { get; internal init; }

    /// <summary>The same of the proposals.</summary>
    public double? HitsAfter { get; internal init; }

    /// <summary>
    /// Every pair of tiers, by the last row of each customer, that of the present profile first: from the lowest tier to the highest, then the
    /// unscored.
    /// </summary>
    public IReadOnlyList<TierMigration> Migration { get; internal init; } = [];

    /// <summary>How many customers come into a higher tier.</summary>
    public long MovedUp { get; internal init; }

    /// <summary>How many customers come into a lower tier.</summary>
    public long MovedDown { get; internal init; }

    /// <summary>How many rows with the outcome it takes, about, to show a gain of this size; <see langword="null"/> where there is none.</summary>
    public long? EventsNeeded { get; internal init; }
}
