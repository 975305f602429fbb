namespace HealthScoring.Analysis;

/// <summary>How a proposal was tried on rows that it was not learned from.</summary>
public enum ProposalValidation
{
    /// <summary>On later dates, after learning from rows whose outcomes were known by then.</summary>
    OutOfTime,

    /// <summary>On each fold of the customers, after learning from the other folds.</summary>
    ByCustomer,
}
