namespace HealthScoring;

/// <summary>Counts the answers to a survey: those in the window that are on the scale, and of each respondent only the latest.</summary>
internal sealed class SurveyReader(ClockWindow window, int lowest, int highest, Func<int, int> worth)
{
    public SurveyCount Read(IEnumerable<SurveyAnswer> answers, DateTimeOffset asOf)
    {
        SurveyCount count = default;
        Dictionary<string, SurveyAnswer>? latest = null;
        foreach (SurveyAnswer answer in answers)
        {
            if (!window.Contains(answer.At, asOf))
                continue;
            if (answer.Rating < lowest || answer.Rating > highest)
            {
                count = count with { Skipped = count.Skipped + 1 };
            }
            else if (string.IsNullOrEmpty(answer.Respondent))
            {
                count = With(count, answer);
            }
            else
            {
                latest ??= new(StringComparer.Ordinal);
                if (!latest.TryGetValue(answer.Respondent, out SurveyAnswer other) || Replaces(answer, other))
                    latest[answer.Respondent] = answer;
            }
        }
        return latest is null ? count : latest.Values.Aggregate(count, With);
    }

    // At one instant the lower rating counts, so that the order of the answers does not.
    private static bool Replaces(SurveyAnswer answer, SurveyAnswer other) =>
        answer.At > other.At || (answer.At == other.At && answer.Rating < other.Rating);

    private SurveyCount With(SurveyCount count, SurveyAnswer answer) => count with
    {
        Answers = count.Answers + 1,
        Sum = count.Sum + worth(answer.Rating),
        Latest = answer.At > count.Latest ? answer.At : count.Latest,
    };
}
