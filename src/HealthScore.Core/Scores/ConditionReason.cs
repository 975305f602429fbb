using System.Globalization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// Says why a condition holds: the value, the unit and the bound, as in <c>days-overdue is 45 days, at least 30</c>. Of joined conditions it says
/// those that hold.
/// </summary>
internal static class ConditionReason
{
    /// <summary>Why a condition holds for a row and what was computed from it.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="plan">The plan of the row.</param>
    /// <param name="numbers">What it asked about.</param>
    /// <param name="label">The text of a label by its column; null where it is not known any more.</param>
    /// <param name="tier">The name of a tier by its index.</param>
    public static string Of(ConditionPlan condition, Plan plan, AskedNumbers numbers, Func<int, string?> label, Func<int, string>? tier = null)
    {
        List<string> reasons = [];
        foreach (QuestionPlan[] group in condition.Groups)
        {
            List<string> own = [];
            bool holds = !condition.JoinsAll;
            foreach (QuestionPlan question in group)
            {
                bool answer = question.Holds(numbers[question], question.OrMissing);
                holds = condition.JoinsAll ? holds | answer : holds & answer;
                if (answer)
                    own.Add(Of(question, plan, numbers[question], label, tier));
            }
            if (holds)
                reasons.AddRange(own);
        }
        return string.Join("; ", reasons);
    }

    private static string Of(QuestionPlan question, Plan plan, double number, Func<int, string?> label, Func<int, string>? tier)
    {
        Condition asked = question.Source;
        if (asked.Operator == ConditionOperator.Missing)
            return asked.ToString();
        if (double.IsNaN(number))
            return $"{asked.Asked} is missing";
        if (question.Kind == QuestionKind.Tier)
            return $"in {tier?.Invoke((int)number) ?? asked.Comparison}";
        if (asked.Subject == ConditionSubject.Label)
            return label(question.Index) is { } text ? $"{asked.Name} is {Excerpt.OfValue(text)}" : asked.ToString();
        // A rounded value must not contradict the condition that it is the reason for.
        string rounded = question.IsColumn ? Number.Raw(number) : Precision.Standard.Text(number);
        string value = question.Holds(double.Parse(rounded, CultureInfo.InvariantCulture), orMissing: false) ? rounded : Number.Text(number);
        return $"{asked.Asked} is {Number.InUnit(value, question.IsColumn ? plan.Units[question.Index] : null)}, {asked.Comparison}";
    }
}
