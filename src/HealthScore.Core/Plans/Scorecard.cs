using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>
/// Every decision about the scores of one segment, made once: executors read it and compute. Metrics and dimensions are in canonical order (ordinal
/// by name), so the order of a profile's JSON does not affect results. Every scorecard of a profile reads the same row: the weighted metrics in
/// canonical order, then the signals.
/// </summary>
internal sealed class Scorecard
{
    // So many outages at once are kept; others are compiled anew.
    private const int MostFaultySets = 64;

    private readonly FaultPolicy _onFault;
    private ConcurrentDictionary<string, Scorecard>? _withFaults;

    /// <summary>Compiles a validated profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="segment">The segment whose variation it is, or null for the base profile.</param>
    /// <param name="columns">The index of each of a row's values by its name.</param>
    /// <param name="labels">The codes of the labels.</param>
    public Scorecard(ScoringProfile profile, Segment? segment, Dictionary<string, int> columns, LabelCodes[] labels)
    {
        ScoringProfile variation = segment is null ? profile : ProfileVariation.Of(profile, segment);
        (Segment, Formula, Tiers) = (segment, variation.Formula, variation.Tiers);
        double[] starts = [.. Tiers.Select(tier => tier.From)];
        double largest = LargestSum(variation);
        Precision withoutGuardrails = Precision.Of(starts, largest);
        double LimitOf(Guardrail guardrail) => GuardrailPlan.LimitOf(guardrail, Tiers, withoutGuardrails);
        Precision = Precision.Of([.. starts, .. variation.Guardrails.Select(LimitOf)], largest);
        TierCuts = [.. Tiers.Select(tier => Math.Max(0, Precision.Least(tier.From)))];
        AsksForCoverage = variation.MinimumCoverage > 0;
        LeastCoverage = Precision.Standard.Least(variation.MinimumCoverage);
        var scope = new ConditionScope(columns, labels,
            ConditionScope.IndexOf(variation.Dimensions.Select(dimension => dimension.Name).Order(StringComparer.Ordinal)), Tiers, Precision);
        Guardrails = [.. variation.Guardrails.OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal).Select(guardrail => new GuardrailPlan(
            guardrail, ConditionPlan.Of(guardrail.When, scope, guardrail.AppliesWhenMissing), LimitOf(guardrail)))];
        Caps = [.. With(GuardrailEffect.Cap).OrderBy(i => Guardrails[i].Limit)];
        Floors = [.. With(GuardrailEffect.Floor).OrderByDescending(i => Guardrails[i].Limit)];
        Withholding = [.. With(GuardrailEffect.Unscored)];
        _onFault = variation.OnFault;
        Weigh(variation.Dimensions);
        Dictionary<string, int> guardrails = ConditionScope.IndexOf(Guardrails.Select(guardrail => guardrail.Rule.Name));
        Actions = [.. variation.Actions.OrderBy(action => action.Priority is null).ThenBy(action => action.Priority)
            .Select(action => PlanOf(action, scope, guardrails))];
    }

    /// <summary>The segment; null for the base profile.</summary>
    public Segment? Segment { get; }

    public TierScale Tiers { get; }

    /// <summary>The least score of each tier: its start less the tolerance.</summary>
    public double[] TierCuts { get; }

    /// <summary>How scores are compared with cut-offs, caps and floors, and printed.</summary>
    public Precision Precision { get; }

    /// <summary>Whether too little coverage leaves a customer unscored.</summary>
    public bool AsksForCoverage { get; }

    /// <summary>The least coverage of a scored customer.</summary>
    public double LeastCoverage { get; }

    /// <summary>How dimensions join into the score.</summary>
    public Formula Formula { get; }

    /// <summary>The weighted metrics in canonical order.</summary>
    public MetricPlan[] Metrics { get; private set; }

    /// <summary>Each metric's weight.</summary>
    public double[] MetricWeights { get; private set; }

    /// <summary>The metrics without which a customer is unscored.</summary>
    public MetricPlan[] Required { get; private set; }

    /// <summary>The dimensions in canonical order.</summary>
    public DimensionPlan[] Dimensions { get; private set; }

    /// <summary>Each dimension's weight.</summary>
    public double[] DimensionWeights { get; private set; }

    /// <summary>The dimensions that take part in the score.</summary>
    public DimensionPlan[] Weighted { get; private set; }

    /// <summary>The sum of the dimensions' weights.</summary>
    public double DimensionWeight { get; private set; }

    /// <summary>The guardrails in canonical order.</summary>
    public GuardrailPlan[] Guardrails { get; }

    /// <summary>The indexes of the caps in the order in which they apply: the first that matches is the ceiling.</summary>
    public int[] Caps { get; }

    /// <summary>The indexes of the floors in the order in which they apply: the first that matches is the ground, never above the ceiling.</summary>
    public int[] Floors { get; }

    /// <summary>The indexes of the guardrails that withhold the score.</summary>
    public int[] Withholding { get; }

    /// <summary>The actions by priority, then in declared order.</summary>
    public ActionPlan[] Actions { get; }

    /// <summary>The same scorecard with another weight, above 0, of the metric or dimension of a name.</summary>
    public Scorecard WithWeight(string name, double weight)
    {
        var other = (Scorecard)MemberwiseClone();
        other._withFaults = null;
        other.Weigh(Dimensions.Select(dimension => dimension.Source.With(
            dimension.Name == name ? weight : dimension.Weight,
            dimension.Source.Metrics.Select(metric => metric.Name == name ? metric.With(weight: weight) : metric))));
        return other;
    }

    /// <summary>
    /// The same scorecard for a customer some of whose metrics have a fault: what a fault of each does takes the place of what a missing value does.
    /// </summary>
    /// <param name="faults">The columns with a fault.</param>
    public Scorecard WithFaults(IEnumerable<int> faults)
    {
        int[] changed = [.. faults.Where(column => column < Metrics.Length && Metrics[column].OnFault.Kind != FaultPolicyKind.AsMissing).Order()];
        if (changed.Length == 0)
            return this;
        string key = string.Join(',', changed);
        ConcurrentDictionary<string, Scorecard> kept = LazyInitializer.EnsureInitialized(ref _withFaults, () => new(StringComparer.Ordinal));
        if (kept.TryGetValue(key, out Scorecard? known))
            return known;
        var other = (Scorecard)MemberwiseClone();
        other._withFaults = null;
        HashSet<string> names = [.. changed.Select(column => Metrics[column].Name)];
        other.Weigh(Dimensions.Select(dimension => dimension.Source.With(dimension.Weight, dimension.Source.Metrics.Select(metric =>
            names.Contains(metric.Name) ? metric.With(missing: (metric.OnFault ?? _onFault).Instead(metric.Missing)) : metric))));
        if (kept.Count < MostFaultySets)
            kept[key] = other;
        return other;
    }

    /// <summary>Decides everything that depends on weights.</summary>
    [MemberNotNull(nameof(Metrics), nameof(MetricWeights), nameof(Required), nameof(Dimensions), nameof(DimensionWeights), nameof(Weighted))]
    private void Weigh(IEnumerable<Dimension> dimensions)
    {
        var metrics = new List<MetricPlan>();
        var plans = new List<DimensionPlan>();
        foreach (Dimension dimension in dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal))
        {
            bool isAdditive = dimension.Formula.Kind == FormulaKind.Points;
            int first = metrics.Count;
            MetricPlan[] own = [.. dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal)
                .Select((metric, i) => new MetricPlan(metric, first + i, plans.Count, dimension.Weight > 0, isAdditive, _onFault))];
            plans.Add(new(dimension, plans.Count, first, own, isBounded: !isAdditive || Formula.Kind != FormulaKind.Points));
            metrics.AddRange(own);
        }
        (Metrics, Dimensions) = ([.. metrics], [.. plans]);
        MetricWeights = [.. metrics.Select(metric => metric.Weight)];
        DimensionWeights = [.. plans.Select(dimension => dimension.Weight)];
        DimensionWeight = DimensionWeights.Aggregate(0.0, (sum, weight) => sum + weight);
        Weighted = [.. plans.Where(dimension => dimension.Counts)];
        Required = [.. metrics.Where(metric => metric.IsRequired)];
    }

    /// <summary>The largest sum, without signs, of points that the score or a dimension adds up.</summary>
    private static double LargestSum(ScoringProfile variation)
    {
        (double largest, double all) = (100, Math.Abs(variation.Formula.InitialPoints));
        foreach (Dimension dimension in variation.Dimensions)
        {
            double sum = dimension.Formula.Kind != FormulaKind.Points ? 100 : Math.Abs(dimension.Formula.InitialPoints)
                + dimension.Metrics.Where(metric => metric.Weight > 0).Sum(metric => Math.Max(
                    Math.Max(Math.Abs(metric.Missing.FixedPoints), Math.Abs((metric.OnFault ?? variation.OnFault).FixedPoints)),
                    Math.Max(Math.Abs(metric.Curve.LowestPoints), Math.Abs(metric.Curve.HighestPoints))));
            largest = Math.Max(largest, sum);
            all += sum;
        }
        return variation.Formula.Kind == FormulaKind.Points ? Math.Max(largest, all) : largest;
    }

    private IEnumerable<int> With(GuardrailEffect effect) =>
        Enumerable.Range(0, Guardrails.Length).Where(i => Guardrails[i].Rule.Effect == effect);

    private ActionPlan PlanOf(ActionRule rule, ConditionScope scope, Dictionary<string, int> guardrails)
    {
        int guardrail = rule.Guardrail is null ? -1 : guardrails.GetValueOrDefault(rule.Guardrail, -1);
        return new(rule, Tiers.IndexOf(rule.Tier), rule.Driver is null ? -1 : scope.Columns[rule.Driver],
            Precision.Least(rule.PointsLost), guardrail, rule.When is { } when ? ConditionPlan.Of(when, scope) : null,
            MayBeDue: (rule.Guardrail is null || guardrail >= 0) && (rule.Segment is null || rule.Segment == Segment?.Name));
    }
}
