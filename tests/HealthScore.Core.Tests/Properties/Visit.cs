namespace HealthScoring.Tests.Properties;

/// <summary>
/// What is known of a customer at a time, null what is not: the score by itself is <paramref name="Usage"/>, capped at 40 where there is debt.
/// </summary>
public sealed record Visit(
    DateTimeOffset At, double? Usage, bool? Debt = false, bool? Large = false, double? SurveyAge = 1, ScoreOverride? Pin = null)
{
    public bool HasDebt => Debt == true;

    public bool IsLarge => Large == true;

    public bool IsStale => SurveyAge >= 30;

    /// <summary>A visit by flags, some of which are set often, and some seldom.</summary>
    public static Visit Of(DateTimeOffset at, double? usage, int flags, ScoreOverride? pin = null) => new(at, usage,
        flags % 8 == 0 ? true : flags % 16 is 2 or 5 ? null : false, flags % 4 == 1 ? true : flags % 16 == 7 ? null : false,
        flags / 16 == 3 ? 40 : flags % 9 == 1 ? null : 1, pin);

    /// <summary>Whether a metric has a value that counts.</summary>
    public bool Has(string metric) => metric switch
    {
        "debt" => Debt is not null,
        "seats" => Large is not null,
        "survey" => SurveyAge < 30,
        _ => Usage is not null,
    };
}
