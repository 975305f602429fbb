using System.ComponentModel;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>One answer to "how likely are you to recommend us?".</summary>
/// <param name="At">When it was given. Only the instant counts, not the offset it is written in.</param>
/// <param name="Rating">
/// 0 (not at all likely) to 10 (extremely likely), both inclusive. Checked by the metric that counts the answer, not here.
/// </param>
public readonly record struct SurveyAnswer(DateTimeOffset At, int Rating)
{
    /// <summary>Refused by the compiler: give the time with its offset.</summary>
    /// <param name="At">A time without an offset.</param>
    /// <param name="Rating">0 to 10.</param>
    [Obsolete(TimeText.NoOffset, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SurveyAnswer(DateTime At, int Rating)
        : this((DateTimeOffset)At, Rating)
    {
    }
}
