namespace HealthScoring.Plans;

/// <summary>A question that joins no others: whether a number lies in one of some ranges.</summary>
/// <param name="Source">The question as the profile asks it.</param>
/// <param name="Kind">Where the number is.</param>
/// <param name="Index">The index of the column or dimension; 0 for a score or tier.</param>
/// <param name="Ranges">Where it holds, both ends included, all numbers finite.</param>
/// <param name="OrMissing">Whether it holds where there is no number.</param>
internal sealed record QuestionPlan(Condition Source, QuestionKind Kind, int Index, ValueRange[] Ranges, bool OrMissing)
{
    public bool IsColumn => Kind == QuestionKind.Column;

    /// <summary>Whether it holds for a number, which is finite or NaN.</summary>
    public bool Holds(double number, bool orMissing)
    {
        if (double.IsNaN(number))
            return orMissing;
        foreach (ValueRange range in Ranges)
        {
            if (number >= range.From && number <= range.To)
                return true;
        }
        return false;
    }
}
