using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>A question as vectors test it: a value lies in a closed range of numbers, or is missing, or either.</summary>
/// <param name="Column">The index of its column, or of a dimension among those that count.</param>
/// <param name="From">The smallest number of the range.</param>
/// <param name="To">The largest number of the range.</param>
/// <param name="OrMissing">Whether it holds where there is no number.</param>
internal readonly record struct ConditionStep(int Column, double From, double To, bool OrMissing = false)
{
    private static (double From, double To) NoNumber => (double.MaxValue, double.MinValue);

    public static ConditionStep IsMissing(int column) => new(column, NoNumber.From, NoNumber.To, OrMissing: true);

    /// <summary>A step for each range of a question, which holds where one of them does.</summary>
    public static ConditionStep[] Of(QuestionPlan question, int index) => question.Ranges.Length == 0
        ? [new(index, NoNumber.From, NoNumber.To, question.OrMissing)]
        : [.. question.Ranges.Select(range => new ConditionStep(index, range.From, range.To, question.OrMissing))];

    /// <summary>All bits set in each lane whose value matches. NaN and infinities lie in no range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Matches(Vector512<double> values)
    {
        Vector512<double> within = Vector512.GreaterThanOrEqual(values, Vector512.Create(From))
            & Vector512.LessThanOrEqual(values, Vector512.Create(To));
        return OrMissing ? within | ~ColumnSource.IsNumber(values) : within;
    }
}
