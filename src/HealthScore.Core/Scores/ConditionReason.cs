using System.Globalization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Says why a condition holds: the value, the unit and the bound, as in <c>days-overdue is 45 days, at least 30</c>.</summary>
internal static class ConditionReason
{
    public static string Of(Condition condition, MeasuredRow row) => Of(condition, row.Plan, row.Values);

    public static string Of(Condition condition, Plan plan, double[] values)
    {
        if (condition.Operator == ConditionOperator.Missing)
            return condition.ToString();
        int column = Array.IndexOf(plan.Columns, condition.Metric);
        if (double.IsNaN(values[column]))
            return $"{condition.Metric} is missing";
        // A rounded value must not contradict the condition that it is the reason for.
        string rounded = Number.Raw(values[column]);
        string value = condition.Holds(double.Parse(rounded, CultureInfo.InvariantCulture)) ? rounded : Number.Text(values[column]);
        return $"{condition.Metric} is {Number.InUnit(value, plan.Units[column])}, {condition.Comparison}";
    }
}
