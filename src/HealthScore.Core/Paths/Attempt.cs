using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>A customer with some values replaced by others that were observed just now. Everything else stays.</summary>
internal sealed class Attempt
{
    private readonly Plan _profile;
    private readonly string? _named;
    private readonly double[] _values;
    private readonly double[] _freshness;
    private readonly int[] _faults;

    public Attempt(HealthScore score)
    {
        (_profile, _named, _faults) = (score.Plan, score.NamedSegment, score.Row.Faults);
        (_values, _freshness) = ([.. score.Row.Values], [.. score.Row.Freshness]);
    }

    /// <summary>Replaces a value.</summary>
    public void Set(int column, double value)
    {
        _values[column] = value;
        if (_freshness.Length > 0)
            _freshness[column] = 1;
    }

    /// <summary>The scorecard of the segment that the values lead to.</summary>
    public Scorecard Select() => _profile.Choose(_values, _named).WithFaults(_faults);

    /// <summary>The points of the values by a scorecard, not yet joined.</summary>
    public Evaluation Measure(Scorecard scorecard)
    {
        var evaluation = new Evaluation(scorecard);
        RowArithmetic.Earn(scorecard, _values, _freshness, evaluation);
        return evaluation;
    }

    /// <summary>Joins points, with those of one metric in place of its own; the guardrails still see the values.</summary>
    public void Join(Scorecard scorecard, Evaluation evaluation, int metric, double points)
    {
        evaluation.Points[metric] = points;
        RowArithmetic.Combine(scorecard, _values, _freshness, evaluation);
    }

    /// <summary>The index of the tier that the values reach; -1 for none.</summary>
    public int Tier()
    {
        Scorecard scorecard = Select();
        var evaluation = new Evaluation(scorecard);
        RowArithmetic.Score(scorecard, _values, _freshness, evaluation);
        return evaluation.Tier;
    }

    /// <summary>The numbers at which a condition of the profile, of any of its segments, changes its mind about a value.</summary>
    public static double[] Bounds(Plan profile, int column) =>
    [
        .. profile.Scorecards.SelectMany(scorecard => scorecard.Guardrails).Select(guardrail => guardrail.When)
            .Concat(profile.Segments.Select(segment => segment.When).OfType<ConditionPlan>()).SelectMany(when => when.Questions)
            .Where(question => question.IsColumn && question.Index == column && question.Ranges.Length > 0)
            .SelectMany(question => new[] { question.Source.Bound, question.Source.UpperBound }).Distinct().Order(),
    ];
}
