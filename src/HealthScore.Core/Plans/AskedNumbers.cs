namespace HealthScoring.Plans;

/// <summary>What the conditions of a customer can ask about. What is not known yet is missing.</summary>
/// <param name="row">The row's values; NaN for what is missing.</param>
/// <param name="dimensions">The dimensions' points; NaN for a dimension without data. Empty before they are known.</param>
/// <param name="score">The score; NaN for none.</param>
/// <param name="tier">The index of the tier; -1 for none.</param>
internal readonly ref struct AskedNumbers(
    ReadOnlySpan<double> row, ReadOnlySpan<double> dimensions = default, double score = double.NaN, int tier = -1)
{
    private readonly ReadOnlySpan<double> _row = row;
    private readonly ReadOnlySpan<double> _dimensions = dimensions;
    private readonly double _score = score;
    private readonly int _tier = tier;

    /// <summary>The number that a question asks about; NaN where there is none.</summary>
    public double this[QuestionPlan question] => question.Kind switch
    {
        QuestionKind.Column => _row[question.Index],
        QuestionKind.Dimension => _dimensions[question.Index],
        QuestionKind.Score => _score,
        // No tier is in no range.
        _ => _tier,
    };
}
