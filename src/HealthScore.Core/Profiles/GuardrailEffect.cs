namespace HealthScoring.Profiles;

/// <summary>What a guardrail does to the score.</summary>
public enum GuardrailEffect
{
    /// <summary>The score is at most the limit. Of several caps the lowest wins.</summary>
    Cap,

    /// <summary>The score is at least the limit, unless a cap is lower.</summary>
    Floor,

    /// <summary>The customer is unscored.</summary>
    Unscored,
}
