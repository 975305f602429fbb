using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Columns;

/// <summary>A condition as vectors test it: a value lies in a closed range of numbers, or is missing, or either.</summary>
internal readonly record struct ConditionStep(int Column, double From, double To, bool OrMissing = false)
{
    private static (double From, double To) NoNumber => (double.MaxValue, double.MinValue);

    public static ConditionStep Of(Guardrail rule, int column)
    {
        ConditionStep step = Of(rule.When, column);
        return step with { OrMissing = step.OrMissing || rule.AppliesWhenMissing };
    }

    public static ConditionStep Of(Condition when, int column)
    {
        (double from, double to) = when.Operator switch
        {
            ConditionOperator.Below => (double.MinValue, Math.BitDecrement(when.Bound)),
            ConditionOperator.AtMost => (double.MinValue, when.Bound),
            ConditionOperator.Above => (Math.BitIncrement(when.Bound), double.MaxValue),
            ConditionOperator.AtLeast => (when.Bound, double.MaxValue),
            ConditionOperator.Between => (when.Bound, when.UpperBound),
            _ => NoNumber,
        };
        return new(column, from, to, when.Operator == ConditionOperator.Missing);
    }

    public static ConditionStep IsMissing(int column) => new(column, NoNumber.From, NoNumber.To, OrMissing: true);

    /// <summary>All bits set in each lane whose value matches. NaN and infinities lie in no range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Matches(Vector512<double> values)
    {
        Vector512<double> within = Vector512.GreaterThanOrEqual(values, Vector512.Create(From))
            & Vector512.LessThanOrEqual(values, Vector512.Create(To));
        return OrMissing ? within | ~ColumnSource.IsNumber(values) : within;
    }
}
