namespace HealthScoring.Analysis;

/// <summary>What outcomes say of a metric's place in the profile.</summary>
public enum VerdictKind
{
    /// <summary>There are too few outcomes, or its weight cannot be learned, so that nothing is said.</summary>
    NotJudged,

    /// <summary>More points go with the outcome that they are to speak against.</summary>
    WorksAgainst,

    /// <summary>Alone it does not tell the outcome, and beside the others it would get less than 1 % of the score.</summary>
    NoSignal,

    /// <summary>Alone it tells the outcome, and beside the others it would get less than 1 % of the score: they say the same.</summary>
    Redundant,

    /// <summary>It would get a share of the score that is more than 5 points larger.</summary>
    Underweight,

    /// <summary>It would get a share of the score that is more than 5 points smaller.</summary>
    Overweight,

    /// <summary>Its share is about what it would get.</summary>
    Fits,
}
