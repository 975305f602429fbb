using System.ComponentModel;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>One answer to a survey question that asks for a rating, such as "how likely are you to recommend us?".</summary>
/// <param name="At">When it was given. Only the instant counts, not the offset it is written in.</param>
/// <param name="Rating">
/// The rating on the scale of the survey, such as 0 (not at all likely) to 10 (extremely likely). Checked by the metric that counts the
/// answer, not here.
/// </param>
public readonly record struct SurveyAnswer(DateTimeOffset At, int Rating)
{
    /// <summary>Refused by the compiler: give the time with its offset.</summary>
    /// <param name="At">A time without an offset.</param>
    /// <param name="Rating">The rating.</param>
    [Obsolete(TimeText.NoOffset, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SurveyAnswer(DateTime At, int Rating)
        : this((DateTimeOffset)At, Rating)
    {
    }

    /// <summary>
    /// Who gave it: of the answers of one respondent the latest counts. Compared ordinally. Where it is <see langword="null"/> or empty, nobody
    /// knows, and the answer counts on its own.
    /// </summary>
    public string? Respondent { get; init; }
}
