namespace HealthScoring.Analysis;

/// <summary>Answers to yes-or-no questions that may stay undecided: null.</summary>
internal static class Answer
{
    /// <summary>Whether any answer is yes, up to the first that is; null where none is and one is undecided.</summary>
    public static bool? Any(IEnumerable<bool?> answers)
    {
        bool? any = false;
        foreach (bool? answer in answers)
        {
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }
        return any;
    }
}
