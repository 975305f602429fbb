using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>Where the names and numbers of a scorecard's conditions are found.</summary>
/// <param name="Columns">The index of each column of a row by its name.</param>
/// <param name="Labels">The codes of the labels, which are the last columns.</param>
/// <param name="Dimensions">The index of each dimension, in canonical order, by its name.</param>
/// <param name="Tiers">The tiers.</param>
/// <param name="Precision">How computed points are compared.</param>
internal sealed record ConditionScope(
    Dictionary<string, int> Columns, LabelCodes[] Labels, Dictionary<string, int> Dimensions, TierScale Tiers, Precision Precision)
{
    /// <summary>The index of each name.</summary>
    public static Dictionary<string, int> IndexOf(IEnumerable<string> names) =>
        names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);

    private int FirstLabel => Columns.Count - Labels.Length;

    /// <summary>Finds what a question asks about and where it holds.</summary>
    /// <param name="asked">The question.</param>
    /// <param name="orMissing">Whether it also holds where there is no number.</param>
    public QuestionPlan PlanOf(Condition asked, bool orMissing)
    {
        (QuestionKind kind, int index, ValueRange[] ranges) = asked.Subject switch
        {
            ConditionSubject.Metric => (QuestionKind.Column, Columns[asked.Name], RangesOf(asked)),
            ConditionSubject.Label when Columns[asked.Name] is var label => (QuestionKind.Column, label,
                Labels[label - FirstLabel].Ranges(asked.Values, others: asked.Operator == ConditionOperator.IsNot)),
            ConditionSubject.Dimension => (QuestionKind.Dimension, Dimensions[asked.Name], PointsOf(asked)),
            ConditionSubject.Score => (QuestionKind.Score, 0, PointsOf(asked)),
            _ => (QuestionKind.Tier, 0, [.. asked.Values.Select(tier => new ValueRange(Tiers.IndexOf(tier), Tiers.IndexOf(tier)))]),
        };
        return new(asked, kind, index, ranges, orMissing || asked.Operator == ConditionOperator.Missing);
    }

    private static ValueRange[] RangesOf(Condition asked) => asked.Operator switch
    {
        ConditionOperator.Below => [new(double.MinValue, Math.BitDecrement(asked.Bound))],
        ConditionOperator.AtMost => [new(double.MinValue, asked.Bound)],
        ConditionOperator.Above => [new(Math.BitIncrement(asked.Bound), double.MaxValue)],
        ConditionOperator.AtLeast => [new(asked.Bound, double.MaxValue)],
        ConditionOperator.Between => [new(asked.Bound, asked.UpperBound)],
        _ => [],
    };

    /// <summary>Computed points reach a number from the tolerance below it on, as they reach a tier.</summary>
    private ValueRange[] PointsOf(Condition asked)
    {
        double least = Precision.Least(asked.Bound);
        return asked.Operator == ConditionOperator.Below ? [new(double.MinValue, Math.BitDecrement(least))] : [new(least, double.MaxValue)];
    }
}
