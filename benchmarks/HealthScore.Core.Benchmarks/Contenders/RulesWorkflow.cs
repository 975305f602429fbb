using System.Globalization;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using RulesEngine.Models;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// Microsoft RulesEngine: one rule a metric, which holds where there is a value and gives weighted points by an output expression, and one rule
/// a cap. Sums, dimensions and the tier are plain C# around it. The same scores.
/// </summary>
internal sealed class RulesWorkflow : Contender
{
    private const string Workflow = "health";
    private const string Input = "customer";

    private readonly Customer[] _customers;
    private readonly ScoringProfile _profile;
    private readonly ProfileMetric[] _metrics;
    private readonly RulesEngine.RulesEngine _engine;
    private readonly double[] _scores;

    public RulesWorkflow(ScoringProfile profile, Customer[] customers)
        : base("RulesEngine", customers.Length)
    {
        _customers = customers;
        _profile = profile;
        _metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        Workflow workflow = new()
        {
            WorkflowName = Workflow,
            Rules = [.. _metrics.Select(MetricRule).Concat(profile.Guardrails.Select(CapRule))],
        };
        _engine = new([workflow], new ReSettings { EnableScopedParams = false, EnableFormattedErrorMessage = false });
        _scores = new double[customers.Length];
    }

    public override void Run(int first, int count)
    {
        for (int i = first; i < first + count; i++)
            _scores[i] = ScoreOf(_customers[i]);
    }

    public override Scored Score(int count)
    {
        Run(0, count);
        return new(_scores[..count], [.. _scores.Take(count).Select(score => _profile.Tiers.Count(tier => score >= tier.From) - 1)]);
    }

    private double ScoreOf(Customer customer)
    {
        ValueTask<List<RuleResultTree>> run = _engine.ExecuteAllRulesAsync(Workflow, new RuleParameter(Input, customer));
        // Otherwise this thread's clock would not see all of it.
        if (!run.IsCompletedSuccessfully)
            throw new InvalidOperationException("RulesEngine went to another thread.");
        List<RuleResultTree> results = run.Result;
        (double total, double weights, int place) = (0, 0, 0);
        foreach (Dimension dimension in _profile.Dimensions)
        {
            (double sum, double weight) = (0, 0);
            foreach (ProfileMetric metric in dimension.Metrics)
            {
                RuleResultTree result = results[place++];
                if (!result.IsSuccess)
                    continue;
                sum += (double)result.ActionResult.Output;
                weight += metric.Weight;
            }
            if (weight > 0)
                (total, weights) = (total + dimension.Weight * sum / weight, weights + dimension.Weight);
        }
        if (weights == 0)
            return double.NaN;
        double score = total / weights;
        foreach (Guardrail cap in _profile.Guardrails)
            score = results[place++].IsSuccess ? Math.Min(score, cap.Limit) : score;
        return Math.Clamp(score, 0, 100);
    }

    private static Rule MetricRule(ProfileMetric metric) => new()
    {
        RuleName = metric.Name,
        Expression = $"{Input}.{metric.Name} != null",
        Actions = new()
        {
            OnSuccess = new()
            {
                Name = "OutputExpression",
                Context = new() { ["Expression"] = $"{Text(metric.Weight)} * ({Points(metric.Curve.Knots, $"{Input}.{metric.Name}.Value")})" },
            },
        },
    };

    private static Rule CapRule(Guardrail cap) => new()
    {
        RuleName = cap.Name,
        Expression = $"{Input}.{cap.When.Name} {(cap.When.Operator == ConditionOperator.Below ? "<" : ">")} {Text(cap.When.Bound)}",
    };

    private static string Points(IReadOnlyList<Knot> knots, string value) =>
        $"{value} < {Text(knots[0].X)} ? {Text(knots[0].Points)} : "
        + string.Concat(knots.Zip(knots.Skip(1)).Where(piece => piece.First.X < piece.Second.X).Select(piece =>
            $"{value} < {Text(piece.Second.X)} ? {Line(piece.First, piece.Second, value)} : ")) + Text(knots[^1].Points);

    private static string Line(Knot from, Knot to, string value) =>
        $"{Text(from.Points)} + ({value} - {Text(from.X)}) * {Text((to.Points - from.Points) / (to.X - from.X))}";

    // A sign of its own would make it an operation.
    private static string Text(double value) => value < 0
        ? $"(0.0 - {Text(-value)})"
        : value.ToString("F17", CultureInfo.InvariantCulture);
}
