namespace HealthScoring.Analysis;

/// <summary>One date, or one fold of customers, on which a proposal was tried that was learned from other rows.</summary>
/// <param name="From">The date, as the time of its first row; <see langword="null"/> for a fold.</param>
/// <param name="Rows">How many rows were scored before and after.</param>
/// <param name="Events">How many of them had the outcome.</param>
/// <param name="Gain">By how much the mean log loss fell.</param>
public sealed record ProposalTrial(DateTimeOffset? From, int Rows, int Events, double Gain);
