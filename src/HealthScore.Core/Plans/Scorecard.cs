using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>
/// The compiled, immutable plan of one profile for one segment. Metrics and dimensions stand in canonical order (ordinal by name), so the
/// order of a profile's JSON changes no bit. Every scorecard of a profile reads the same row: the weighted metrics in canonical order, then
/// the signals.
/// </summary>
internal sealed class Scorecard
{
    // Sums of weights such as 0.3 are off by bits: what people mean to be equal is.
    internal const double Tolerance = 1e-9;

    private double[] _metricWeights;
    private double[] _dimensionWeights;

    /// <summary>Compiles a validated profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="segment">The segment whose variation it is, or null for the base profile.</param>
    /// <param name="baseline">The base profile's scorecard, whose columns every segment's shares; null to make them.</param>
    public Scorecard(ScoringProfile profile, Segment? segment, Scorecard? baseline = null)
    {
        ScoringProfile variation = segment is null ? profile : ProfileVariation.Of(profile, segment);
        Profile = profile;
        Segment = segment;
        Tiers = variation.Tiers;
        Formula = variation.Formula;
        Decimals = variation.TierList.Select(tier => tier.From).Concat(variation.Guardrails.Select(guardrail => guardrail.Limit))
            .Max(Number.Decimals);
        (string Name, string? Unit)[] columns = baseline is null ? [.. ColumnsOf(profile)] : [];
        Columns = baseline?.Columns ?? [.. columns.Select(column => column.Name)];
        Units = baseline?.Units ?? [.. columns.Select(column => column.Unit)];

        Dimension[] dimensions = [.. variation.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)];
        Metrics = [.. dimensions.SelectMany(dimension => dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))];
        Dimensions = new DimensionPlan[dimensions.Length];
        DimensionOf = new int[Metrics.Length];
        for ((int i, int first) = (0, 0); i < dimensions.Length; first += dimensions[i++].Metrics.Count)
        {
            Dimensions[i] = new(dimensions[i], first, dimensions[i].Metrics.Count);
            DimensionOf.AsSpan(first, dimensions[i].Metrics.Count).Fill(i);
        }
        _metricWeights = [.. Metrics.Select(metric => metric.Weight)];
        _dimensionWeights = [.. dimensions.Select(dimension => dimension.Weight)];
        Guardrails = [.. variation.Guardrails
            .OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal)
            .Select(guardrail => (guardrail, Array.IndexOf(Columns, guardrail.When.Metric)))];
        Actions = [.. variation.Actions.Select(action => new ActionPlan(action,
            Array.FindIndex(Metrics, metric => metric.Name == action.Driver),
            Array.FindIndex(Guardrails, guardrail => guardrail.Rule.Name == action.Guardrail)))];
    }

    public ScoringProfile Profile { get; }

    public Segment? Segment { get; }

    public TierScale Tiers { get; }

    /// <summary>How many decimals a printed score needs to stay on its side of every cut-off, cap and floor.</summary>
    public int Decimals { get; }

    /// <summary>The actions in declared order.</summary>
    public ActionPlan[] Actions { get; }

    public Formula Formula { get; }

    /// <summary>The names of a row's values: the weighted metrics in canonical order, then the signals by name.</summary>
    public string[] Columns { get; }

    /// <summary>What each value of a row counts, or null where the profile does not say.</summary>
    public string?[] Units { get; }

    /// <summary>The weighted metrics in canonical order.</summary>
    public ProfileMetric[] Metrics { get; }

    /// <summary>The dimensions in canonical order.</summary>
    public DimensionPlan[] Dimensions { get; }

    /// <summary>The place of each metric's dimension.</summary>
    public int[] DimensionOf { get; }

    /// <summary>The guardrails in canonical order, each with the place of the value it asks about.</summary>
    public (Guardrail Rule, int Column)[] Guardrails { get; }

    private static IEnumerable<(string Name, string? Unit)> ColumnsOf(ScoringProfile profile) =>
        profile.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
            .SelectMany(dimension => dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))
            .Select(metric => (metric.Name, metric.Unit))
            .Concat(profile.Signals.OrderBy(signal => signal.Name, StringComparer.Ordinal).Select(signal => (signal.Name, signal.Unit)));

    /// <summary>Scores one row.</summary>
    /// <param name="row">The raw values that count, and how much.</param>
    /// <returns>Every number of the score's story. Pure: the same row gives the same bits.</returns>
    public Evaluation Evaluate(MeasuredRow row)
    {
        Evaluation result = NewEvaluation();
        Evaluate(row.Values, row.Freshness, result);
        return result;
    }

    /// <summary>Memory for the numbers of one row.</summary>
    public Evaluation NewEvaluation() => new(_metricWeights.Length, Dimensions.Length, Guardrails.Length);

    /// <summary>Scores one row into numbers of an earlier one.</summary>
    /// <param name="row">The raw values by <see cref="Columns"/>; NaN stands for missing, and no value is infinite.</param>
    /// <param name="freshness">How much each value counts, above 0 and at most 1; empty where nothing fades.</param>
    /// <param name="result">Takes the numbers.</param>
    public void Evaluate(ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        Measure(row, freshness, result);
        Join(row, freshness, result);
    }

    /// <summary>The first half of scoring: turns raw values into points.</summary>
    public void Measure(ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        result.RequiredMissing = false;
        Span<double> points = result.Points, counted = result.Freshness;
        for (int i = 0; i < Metrics.Length; i++)
        {
            ProfileMetric metric = Metrics[i];
            bool missing = double.IsNaN(row[i]), hasPoints = metric.Missing.Kind == MissingPolicyKind.Points;
            double counts = Counted(row, freshness, i);
            points[i] = missing ? metric.Missing.FixedPoints
                : hasPoints ? Formulas.Blend(counts, metric.Curve.Evaluate(row[i]), metric.Missing.FixedPoints)
                : metric.Curve.Evaluate(row[i]);
            counted[i] = hasPoints ? 1 : counts;
            result.RequiredMissing |= missing && IsRequired(i);
        }
    }

    /// <summary>The second half of scoring: joins the points of <see cref="Measure"/>, or others put in their place, into the score.</summary>
    public void Join(ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Evaluation result)
    {
        result.Withheld = false;
        (double covered, double coverable) = (0, 0);
        Span<double> dimensionPoints = result.DimensionPoints, dimensionFreshness = result.DimensionFreshness;
        for (int i = 0; i < Dimensions.Length; i++)
        {
            DimensionPlan dimension = Dimensions[i];
            Range range = dimension.First..(dimension.First + dimension.Count);
            double coverage = Cover(row, freshness, range);
            double freshest = Formulas.Freshest(_metricWeights.AsSpan(range), result.Freshness[range]);
            bool bounded = dimension.Formula.Kind != FormulaKind.Points || Formula.Kind != FormulaKind.Points;
            // Where points are added all the way up, every one of them has faded already but the dimension's initial ones.
            dimensionPoints[i] = Formulas.Combine(dimension.Formula.Kind, _metricWeights.AsSpan(range), result.Freshness[range], result.Points[range],
                bounded, bounded ? dimension.Formula.InitialPoints : freshest * dimension.Formula.InitialPoints, result.MetricShares[range]);
            dimensionFreshness[i] = bounded || freshest == 0 ? freshest : 1;
            covered += _dimensionWeights[i] * coverage;
            coverable += _dimensionWeights[i];
        }
        result.Coverage = covered / coverable;
        result.Unguarded = Formulas.Combine(
            Formula.Kind, _dimensionWeights, dimensionFreshness, dimensionPoints, bounded: true, Formula.InitialPoints, result.DimensionShares);
        ApplyGuardrails(row, result);
        result.LowCoverage = result.Coverage < Profile.MinimumCoverage - Tolerance;
        bool scored = !double.IsNaN(result.Guarded) && !result.RequiredMissing && !result.LowCoverage && !result.Withheld;
        result.Score = scored ? result.Guarded : double.NaN;
        result.Tier = scored ? Tiers.IndexOf(result.Guarded) : -1;
    }

    /// <summary>The required metrics a row lacks. What a weight of 0 takes out of the score is not required either.</summary>
    public IEnumerable<string> RequiredAndMissing(double[] row)
    {
        for (int i = 0; i < Metrics.Length; i++)
        {
            if (double.IsNaN(row[i]) && IsRequired(i))
                yield return Metrics[i].Name;
        }
    }

    /// <summary>Why a condition holds: the value, the unit and the bound, as in <c>days-overdue is 45 days, at least 30</c>.</summary>
    public string Because(Condition condition, int column, double[] row)
    {
        if (condition.Operator == ConditionOperator.Missing)
            return condition.ToString();
        // A rounded value must not contradict the condition that it is the reason for.
        string rounded = Number.Raw(row[column]);
        string value = condition.Holds(double.Parse(rounded, CultureInfo.InvariantCulture)) ? rounded : Number.Text(row[column]);
        string unit = Units[column] is { } name ? $" {Excerpt.OfValue(name)}" : "";
        return $"{condition.Metric} is {value}{unit}, {condition.Comparison}";
    }

    /// <summary>Whether a metric takes part in the score: its weight and its dimension's are above 0.</summary>
    public bool Counts(int metric) => _metricWeights[metric] > 0 && _dimensionWeights[DimensionOf[metric]] > 0;

    /// <summary>The same scorecard with another weight of a metric, above 0; <see cref="Metrics"/> tells of the old one.</summary>
    public Scorecard WithMetricWeight(int metric, double weight)
    {
        var other = (Scorecard)MemberwiseClone();
        other._metricWeights = [.. _metricWeights];
        other._metricWeights[metric] = weight;
        return other;
    }

    /// <summary>The same scorecard with another weight of a dimension, above 0; <see cref="Dimensions"/> tells of the old one.</summary>
    public Scorecard WithDimensionWeight(int dimension, double weight)
    {
        var other = (Scorecard)MemberwiseClone();
        other._dimensionWeights = [.. _dimensionWeights];
        other._dimensionWeights[dimension] = weight;
        return other;
    }

    /// <summary>What a metric added to the score before guardrails, in points.</summary>
    public double PointsAdded(Evaluation evaluation, int metric) => Added(Share(evaluation, metric), evaluation.Points[metric]);

    /// <summary>The most a metric could have added, in points.</summary>
    public double PointsAvailable(Evaluation evaluation, int metric) =>
        Available(metric, Share(evaluation, metric), evaluation.Points[metric]);

    /// <summary>What a metric failed to add: 0 or more.</summary>
    public double PointsLost(Evaluation evaluation, int metric) =>
        Math.Max(0, PointsAvailable(evaluation, metric) - PointsAdded(evaluation, metric));

    /// <summary>What every metric added and lost; a span that is empty takes nothing.</summary>
    public void Contribute(Evaluation evaluation, Span<double> added, Span<double> lost)
    {
        ReadOnlySpan<double> points = evaluation.Points, inDimension = evaluation.MetricShares, ofDimension = evaluation.DimensionShares;
        for (int i = 0; i < points.Length; i++)
        {
            double share = ofDimension[DimensionOf[i]] * inDimension[i], adds = Added(share, points[i]);
            if (i < added.Length)
                added[i] = adds;
            if (i < lost.Length)
                lost[i] = Math.Max(0, Available(i, share, points[i]) - adds);
        }
    }

    private static double Added(double share, double points) => share == 0 ? 0 : share * points + 0.0;

    private double Available(int metric, double share, double points)
    {
        bool additive = Dimensions[DimensionOf[metric]].Formula.Kind == FormulaKind.Points;
        return share * (additive ? Math.Max(Metrics[metric].Curve.HighestPoints, points) : 100) + 0.0;
    }

    private double Share(Evaluation evaluation, int metric) =>
        evaluation.DimensionShares[DimensionOf[metric]] * evaluation.MetricShares[metric];

    private bool IsRequired(int metric) => Metrics[metric].Missing.Kind == MissingPolicyKind.Required && Counts(metric);

    private static double Counted(ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, int metric) =>
        double.IsNaN(row[metric]) ? 0 : freshness.IsEmpty ? 1 : freshness[metric];

    /// <summary>The share of a dimension's weight that had usable data.</summary>
    private double Cover(ReadOnlySpan<double> row, ReadOnlySpan<double> freshness, Range range)
    {
        (double covered, double coverable) = (0, 0);
        for (int i = range.Start.Value; i < range.End.Value; i++)
        {
            coverable += _metricWeights[i];
            covered += _metricWeights[i] * Counted(row, freshness, i);
        }
        return covered / coverable;
    }

    /// <summary>All matching caps, of which the lowest wins, then all matching floors, which no cap is raised by.</summary>
    private void ApplyGuardrails(ReadOnlySpan<double> row, Evaluation result)
    {
        (int cap, int floor) = (-1, -1);
        Span<double> changes = result.GuardrailChanges;
        for (int i = 0; i < Guardrails.Length; i++)
        {
            (Guardrail rule, int column) = Guardrails[i];
            changes[i] = double.NaN;
            if (!rule.When.Holds(row[column]))
                continue;
            changes[i] = 0;
            if (rule.Effect == GuardrailEffect.Cap && (cap < 0 || rule.Limit < Guardrails[cap].Rule.Limit))
                cap = i;
            else if (rule.Effect == GuardrailEffect.Floor && (floor < 0 || rule.Limit > Guardrails[floor].Rule.Limit))
                floor = i;
            else if (rule.Effect == GuardrailEffect.Unscored)
                result.Withheld = true;
        }

        double score = result.Unguarded;
        double ceiling = cap < 0 ? 100 : Guardrails[cap].Rule.Limit;
        if (score > ceiling)
        {
            changes[cap] = ceiling - score;
            score = ceiling;
        }
        double ground = floor < 0 ? 0 : Math.Min(Guardrails[floor].Rule.Limit, ceiling);
        if (score < ground)
        {
            changes[floor] = ground - score;
            score = ground;
        }
        result.Guarded = score + 0.0;
    }
}
