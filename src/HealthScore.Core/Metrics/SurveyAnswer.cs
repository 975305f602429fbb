namespace HealthScoring;

/// <summary>One answer to "how likely are you to recommend us?".</summary>
/// <param name="At">When it was given. Only the instant counts, not the offset it is written in.</param>
/// <param name="Rating">
/// 0 (not at all likely) to 10 (extremely likely), both inclusive. Checked by the metric that counts the answer, not here.
/// </param>
public readonly record struct SurveyAnswer(DateTimeOffset At, int Rating);
