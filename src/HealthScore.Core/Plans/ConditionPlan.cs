namespace HealthScoring.Plans;

/// <summary>
/// A condition with what it asks about found, as groups of questions: those of a group are joined one way, and the groups the other. It has no
/// negation, so a question that nobody can answer makes the whole undecided only if its answer decides.
/// </summary>
/// <param name="Source">The condition as the profile has it.</param>
/// <param name="JoinsAll">Whether every group must hold, by one of its questions; otherwise one group must, by all of its questions.</param>
/// <param name="Groups">The questions.</param>
internal sealed record ConditionPlan(Condition Source, bool JoinsAll, QuestionPlan[][] Groups)
{
    /// <summary>Every question.</summary>
    public IEnumerable<QuestionPlan> Questions => Groups.SelectMany(group => group);

    /// <summary>The only question, where there is no other.</summary>
    public QuestionPlan? Only => Groups is [[var question]] ? question : null;

    /// <summary>Whether it asks about a dimension's points.</summary>
    public bool AsksAboutDimensions => Questions.Any(question => question.Kind == QuestionKind.Dimension);

    /// <summary>Plans a condition.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="scope">Finds what it asks about.</param>
    /// <param name="orMissing">Whether each of its questions also holds where there is no number.</param>
    public static ConditionPlan Of(Condition when, ConditionScope scope, bool orMissing = false)
    {
        QuestionPlan[] Plan(IEnumerable<Condition> questions) => [.. questions.Select(question => scope.PlanOf(question, orMissing))];
        bool joinsAll = when.Operator == ConditionOperator.All;
        if (when.Subject != ConditionSubject.Conditions)
            return new(when, joinsAll, [Plan([when])]);
        // A part that joins its own the same way says nothing by its brackets.
        return new(when, joinsAll, [.. when.Parts.SelectMany(part =>
            part.Operator == when.Operator ? part.Parts.Select(own => Plan([own])) : [Plan(part.Leaves)])]);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="numbers">What it may ask about.</param>
    /// <param name="missing">
    /// Whether a question holds where there is no number; null for as it says itself. True gives what could be so, and false what is known.
    /// </param>
    public bool Holds(AskedNumbers numbers, bool? missing = null)
    {
        foreach (QuestionPlan[] group in Groups)
        {
            bool holds = !JoinsAll;
            foreach (QuestionPlan question in group)
            {
                if (question.Holds(numbers[question], missing ?? question.OrMissing) == JoinsAll)
                {
                    holds = JoinsAll;
                    break;
                }
            }
            if (holds != JoinsAll)
                return !JoinsAll;
        }
        return JoinsAll;
    }
}
