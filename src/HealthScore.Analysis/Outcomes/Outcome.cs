namespace HealthScoring.Analysis;

/// <summary>What a score is judged by.</summary>
public enum Outcome
{
    /// <summary>The customer left; low scores are to have it.</summary>
    Churned,

    /// <summary>The customer bought more; high scores are to have it.</summary>
    Expanded,
}
