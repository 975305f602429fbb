using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>
/// Scores one row by a scorecard: earn points, combine them, cover, guard, rank. Pure: the same row gives the same bits. What counts, and in which
/// order, the scorecard says.
/// </summary>
internal static class RowArithmetic
{
    /// <summary>Scores one row.</summary>
    /// <param name="scorecard">The decisions.</param>
    /// <param name="row">The values by the plan's columns; NaN stands for missing, and no value is infinite.</param>
    /// <param name="freshness">How much each value counts, above 0 and at most 1, and 0 where it is missing; empty where nothing fades.</param>
    /// <param name="result">Takes the numbers.</param>
    public static void Score(Scorecard scorecard, ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        Earn(scorecard, row, freshness, result);
        Combine(scorecard, row, freshness, result);
    }

    /// <summary>The first half of scoring: turns values into points.</summary>
    public static void Earn(Scorecard scorecard, ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        MetricPlan[] metrics = scorecard.Metrics;
        Span<double> points = result.Points, counts = result.Freshness;
        for (int i = 0; i < metrics.Length; i++)
        {
            MetricPlan metric = metrics[i];
            double value = row[i];
            if (metric.MissingPoints is not { } others)
            {
                bool missing = double.IsNaN(value);
                points[i] = missing ? 0 : metric.Curve.Evaluate(value);
                counts[i] = missing ? 0 : freshness.IsEmpty ? 1 : freshness[i];
                continue;
            }
            points[i] = double.IsNaN(value) ? others
                : metric.Blends ? Blend(freshness[i], metric.Curve.Evaluate(value), others)
                : metric.Curve.Evaluate(value);
            counts[i] = 1;
        }
    }

    /// <summary>The second half of scoring: combines the points that <see cref="Earn"/> found, or others in their place, into the score.</summary>
    public static void Combine(Scorecard scorecard, ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        Span<double> dimensionPoints = result.DimensionPoints, dimensionFreshness = result.DimensionFreshness;
        double covered = 0;
        foreach (DimensionPlan dimension in scorecard.Dimensions)
        {
            Range range = dimension.Metrics;
            ReadOnlySpan<double> weights = scorecard.MetricWeights.AsSpan(range), counts = result.Freshness[range];
            double freshest = Formulas.Freshest(weights, counts);
            double initial = dimension.Formula.InitialPoints;
            dimensionPoints[dimension.Index] = Formulas.Combine(dimension.Formula.Kind, weights, counts, result.Points[range], dimension.IsBounded,
                dimension.IsBounded ? initial : freshest * initial, result.MetricShares[range]);
            dimensionFreshness[dimension.Index] = dimension.IsBounded || freshest == 0 ? freshest : 1;
            double coverage = Cover(dimension, weights, row[range], freshness);
            if (dimension.AsksForCoverage && coverage < dimension.LeastCoverage)
                (dimensionPoints[dimension.Index], dimensionFreshness[dimension.Index]) = (double.NaN, 0);
            covered += dimension.Weight * coverage;
        }
        result.Coverage = covered / scorecard.DimensionWeight;
        result.Unguarded = Formulas.Combine(scorecard.Formula.Kind, scorecard.DimensionWeights, dimensionFreshness, dimensionPoints, bounded: true,
            scorecard.Formula.InitialPoints, result.DimensionShares);
        Guard(scorecard, row, result);
        Rank(scorecard, row, result);
    }

    /// <summary>The share of a dimension's weight that had usable data.</summary>
    public static double Cover(Scorecard scorecard, DimensionPlan dimension, ReadOnlySpan<double> row, ReadOnlySpan<double> freshness) =>
        Cover(dimension, scorecard.MetricWeights.AsSpan(dimension.Metrics), row[dimension.Metrics], freshness);

    /// <summary>What every metric added and lost; a span that is empty takes nothing.</summary>
    public static void Share(Scorecard scorecard, Evaluation result, Span<double> added, Span<double> lost)
    {
        for (int i = 0; i < scorecard.Metrics.Length; i++)
        {
            double adds = PointsAdded(scorecard, result, i);
            if (i < added.Length)
                added[i] = adds;
            if (i < lost.Length)
                lost[i] = Math.Max(0, PointsAvailable(scorecard, result, i) - adds);
        }
    }

    /// <summary>What a metric added to the score before guardrails, in points.</summary>
    public static double PointsAdded(Scorecard scorecard, Evaluation result, int metric)
    {
        // Adding zero turns -0 into 0: a metric that has no part adds nothing, whatever its points.
        return ShareOf(scorecard, result, metric) * result.Points[metric] + 0.0;
    }

    /// <summary>The most a metric could have added, in points.</summary>
    public static double PointsAvailable(Scorecard scorecard, Evaluation result, int metric)
    {
        double most = scorecard.Metrics[metric].MostPoints is { } highest ? Math.Max(highest, result.Points[metric]) : 100;
        return ShareOf(scorecard, result, metric) * most + 0.0;
    }

    /// <summary>What a metric failed to add: 0 or more.</summary>
    public static double PointsLost(Scorecard scorecard, Evaluation result, int metric) =>
        Math.Max(0, PointsAvailable(scorecard, result, metric) - PointsAdded(scorecard, result, metric));

    /// <summary>
    /// Points of the score before guardrails that no metric added: the initial points of an additive formula, and what its clamping took or gave.
    /// </summary>
    public static double OtherPoints(Scorecard scorecard, Evaluation result)
    {
        if (double.IsNaN(result.Unguarded))
            return 0;
        (double other, double largest) = (0, Math.Abs(result.Unguarded));
        bool isAdditive = scorecard.Formula.Kind == FormulaKind.Points;
        double sum = isAdditive ? result.Unguarded : 0;
        foreach (DimensionPlan dimension in scorecard.Dimensions)
        {
            double share = result.DimensionShares[dimension.Index], points = result.DimensionPoints[dimension.Index];
            if (share == 0)
                continue;
            if (isAdditive)
                sum -= share * points;
            if (dimension.Formula.Kind != FormulaKind.Points)
                continue;
            double metrics = 0;
            for (int i = dimension.Metrics.Start.Value; i < dimension.Metrics.End.Value; i++)
            {
                double adds = result.MetricShares[i] * result.Points[i];
                metrics += adds;
                largest = Math.Max(largest, Math.Abs(share * adds));
            }
            other += share * (points - metrics);
        }
        // What rounding leaves is no metric's points.
        return Math.Abs(other + sum) < Precision.LeastTolerance * Math.Max(1, largest / 1000) ? 0 : other + sum;
    }

    /// <summary>The index of the tier of a score that is 0 or more; -1 for NaN.</summary>
    public static int TierOf(Scorecard scorecard, double score)
    {
        int tier = -1;
        foreach (double cut in scorecard.TierCuts)
            tier += score >= cut ? 1 : 0;
        return tier;
    }

    /// <summary>A faded value's points, the rest of which counts with the points for a missing one; never outside of the two.</summary>
    private static double Blend(double freshness, double points, double missing)
    {
        double blend = freshness * points + (1 - freshness) * missing;
        (double least, double most) = points < missing ? (points, missing) : (missing, points);
        return blend < least ? least : blend > most ? most : blend;
    }

    /// <summary>The share of a dimension's weight that had usable data.</summary>
    private static double Cover(DimensionPlan dimension, ReadOnlySpan<double> weights, ReadOnlySpan<double> row, ReadOnlySpan<double> freshness)
    {
        double covered = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!double.IsNaN(row[i]))
                covered += freshness.IsEmpty ? weights[i] : weights[i] * freshness[dimension.Metrics.Start.Value + i];
        }
        return covered / dimension.MetricWeight;
    }

    /// <summary>The first cap that matches is the ceiling, and the first floor the ground, which is never above the ceiling.</summary>
    private static void Guard(Scorecard scorecard, ReadOnlySpan<double> row, Evaluation result)
    {
        Span<double> changes = result.GuardrailChanges;
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = scorecard.Guardrails[i].When.Holds(new(row, result.DimensionPoints)) ? 0 : double.NaN;
        }
        int cap = FirstMatch(scorecard.Caps, changes), floor = FirstMatch(scorecard.Floors, changes);
        result.Withheld = FirstMatch(scorecard.Withholding, changes) >= 0;

        double score = result.Unguarded;
        double ceiling = cap < 0 ? 100 : scorecard.Guardrails[cap].Limit;
        if (score > ceiling)
        {
            changes[cap] = ceiling - score;
            score = ceiling;
        }
        double ground = floor < 0 ? 0 : Math.Min(scorecard.Guardrails[floor].Limit, ceiling);
        if (score < ground)
        {
            changes[floor] = ground - score;
            score = ground;
        }
        result.Guarded = score + 0.0;
    }

    /// <summary>The score, unless there are reasons for none, and its tier.</summary>
    private static void Rank(Scorecard scorecard, ReadOnlySpan<double> row, Evaluation result)
    {
        result.LowCoverage = scorecard.AsksForCoverage && result.Coverage < scorecard.LeastCoverage;
        result.RequiredMissing = false;
        foreach (MetricPlan metric in scorecard.Required)
            result.RequiredMissing |= double.IsNaN(row[metric.Index]);
        result.Score = result.RequiredMissing || result.LowCoverage || result.Withheld ? double.NaN : result.Guarded;
        result.Tier = TierOf(scorecard, result.Score);
    }

    private static int FirstMatch(int[] guardrails, ReadOnlySpan<double> changes)
    {
        foreach (int i in guardrails)
        {
            if (!double.IsNaN(changes[i]))
                return i;
        }
        return -1;
    }

    private static double ShareOf(Scorecard scorecard, Evaluation result, int metric) =>
        result.DimensionShares[scorecard.Metrics[metric].Dimension] * result.MetricShares[metric];
}
