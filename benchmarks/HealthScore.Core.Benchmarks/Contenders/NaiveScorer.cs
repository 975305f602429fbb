using HealthScoring.Benchmarks.Customers;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The code a team writes first, for one customer: dictionaries by name, LINQ, clear and without a thought to speed.</summary>
internal sealed class NaiveScorer(ScoringProfile profile)
{
    public (double? Score, string? Tier) Score(Customer customer)
    {
        Dictionary<string, double?> values = CustomerFigures.All.ToDictionary(figure => figure.Name, figure => figure.Read(customer));
        List<(double Weight, double Points)> dimensions = [];
        foreach (Dimension dimension in profile.Dimensions)
        {
            List<(double Weight, double Points)> metrics = dimension.Metrics
                .Where(metric => values[metric.Name].HasValue)
                .Select(metric => (metric.Weight, PointsOf(metric.Curve.Knots, values[metric.Name]!.Value)))
                .ToList();
            if (metrics.Count > 0)
                dimensions.Add((dimension.Weight, metrics.Sum(metric => metric.Weight * metric.Points) / metrics.Sum(metric => metric.Weight)));
        }
        if (dimensions.Count == 0)
            return (null, null);
        double score = dimensions.Sum(dimension => dimension.Weight * dimension.Points) / dimensions.Sum(dimension => dimension.Weight);
        foreach (Guardrail cap in profile.Guardrails.Where(cap => Holds(cap.When, values[cap.When.Name])))
            score = Math.Min(score, cap.Limit);
        score = Math.Clamp(score, 0, 100);
        return (score, profile.Tiers.Where(tier => tier.From <= score).MaxBy(tier => tier.From)!.Name);
    }

    private static double PointsOf(IReadOnlyList<Knot> knots, double value)
    {
        if (value < knots[0].X)
            return knots[0].Points;
        if (value >= knots[^1].X)
            return knots[^1].Points;
        (Knot left, Knot right) = knots.Zip(knots.Skip(1)).Last(piece => piece.First.X <= value);
        return left.Points + (right.Points - left.Points) * (value - left.X) / (right.X - left.X);
    }

    private static bool Holds(Condition when, double? value) => when.Operator == ConditionOperator.Below ? value < when.Bound : value > when.Bound;
}
