using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A customer's score with its whole story: what every metric added and lost, which guardrails matched, and what to do.</summary>
/// <remarks>
/// Lists are in canonical order (ordinal by name) unless they say otherwise, and are made
/// when first asked for.
/// </remarks>
public sealed class HealthScore
{
    private readonly ScoredRow _row;
    private readonly Pin _pin;

    /// <summary>Presents a scored row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="missing">What is missing of it, and why.</param>
    /// <param name="segmentFault">What the host's segment function threw.</param>
    /// <param name="pinned">The override, whether it holds or not.</param>
    /// <param name="overrideFault">What the host's override function threw, or why its override cannot be applied.</param>
    internal HealthScore(ScoredRow row, IReadOnlyList<MissingMetric> missing, Exception? segmentFault = null, ScoreOverride? pinned = null,
        Exception? overrideFault = null)
    {
        _row = row;
        SegmentFault = segmentFault;
        Missing = missing;
        Override = pinned?.Holds(row.Measured.AsOf) == true ? pinned : null;
        OverrideFault = overrideFault;
        _pin = Override is null ? new(row.Numbers.Score, row.Numbers.Tier) : Pin.Of(Override, row.Scorecard, row.Numbers.Score);
    }

    /// <summary>
    /// The score, 0 to 100: as an <see cref="Override"/> pins it, otherwise as computed; or <see langword="null"/> when the customer is
    /// unscored, and then <see cref="UnscoredReasons"/> says why.
    /// </summary>
    public double? Value => Known(_pin.Score);

    /// <summary>
    /// The name of the tier: as an <see cref="Override"/> pins it, also for a customer without a score, otherwise that of the score;
    /// <see langword="null"/> when there is neither.
    /// </summary>
    public string? Tier => NameOf(_pin.Tier);

    /// <summary>The index of <see cref="Tier"/> in <see cref="ScoringProfile.Tiers"/>, 0 for the lowest; -1 where there is no tier.</summary>
    [JsonIgnore]
    public int TierIndex => _pin.Tier;

    /// <summary>The score by the profile alone; <see langword="null"/> where that gives none.</summary>
    public double? ComputedValue => Known(Evaluation.Score);

    /// <summary>The tier by the profile alone; <see langword="null"/> where that gives none.</summary>
    public string? ComputedTier => NameOf(Evaluation.Tier);

    /// <summary>The override that holds, or <see langword="null"/>.</summary>
    public ScoreOverride? Override { get; }

    /// <summary>
    /// What the host's override function threw, or why its override cannot be applied; <see langword="null"/> normally. The score is the computed
    /// one then. Not part of the JSON.
    /// </summary>
    [JsonIgnore]
    public Exception? OverrideFault { get; }

    /// <summary><see cref="OverrideFault"/> in a line, or <see langword="null"/>.</summary>
    public string? OverrideError => OverrideFault is null ? null : MissingMetric.Describe(OverrideFault);

    /// <summary>The share of the profile's weight that had usable data, 0 to 1.</summary>
    public double Coverage => Evaluation.Coverage;

    /// <summary>The segment the customer was scored in, or <see langword="null"/> for the base profile.</summary>
    public string? Segment => Scorecard.Segment?.Name;

    /// <summary>Why the customer is in that segment, as in <c>seats is 800, at least 500</c> or <c>no segment matches</c>.</summary>
    public string SegmentReason => field ??= WhySegment();

    /// <summary>What the host's segment function threw, or <see langword="null"/>. Not part of the JSON.</summary>
    [JsonIgnore]
    public Exception? SegmentFault { get; }

    /// <summary>The score before guardrails, or <see langword="null"/> when no metric counts.</summary>
    public double? ValueBeforeGuardrails => Known(Evaluation.Unguarded);

    /// <summary>
    /// The score that an unscored customer would have had, after caps and floors; equal to <see cref="ComputedValue"/> when scored, and
    /// <see langword="null"/> when no metric counts.
    /// </summary>
    public double? ValueIfScored => Known(Evaluation.Guarded);

    /// <summary>Why the profile gives the customer no score, every reason; empty where <see cref="ComputedValue"/> has one.</summary>
    public IReadOnlyList<UnscoredReason> UnscoredReasons => field ??= FindUnscoredReasons();

    /// <summary>How each dimension came out.</summary>
    public IReadOnlyList<DimensionScore> Dimensions => field ??= Scorecard.Dimensions.Select((dimension, i) =>
        new DimensionScore(dimension.Source, Known(Evaluation.DimensionPoints[i]), Evaluation.DimensionShares[i],
            RowArithmetic.Cover(Scorecard, dimension, Row.Values, Row.Freshness),
            counts: dimension.Weighted.Any(metric => Evaluation.Freshness[metric.Index] > 0))).ToArray().AsReadOnly();

    /// <summary>
    /// What each metric added and lost, by dimension. With <see cref="OtherPoints"/> they sum to <see cref="ValueBeforeGuardrails"/>, and with
    /// <see cref="Guardrails"/> to <see cref="ValueIfScored"/>: within 1e-9, unless points far beyond a score's are added up (section 14 of the
    /// semantics has the bound).
    /// </summary>
    public IReadOnlyList<Contribution> Contributions => field ??= FindContributions();

    /// <summary>
    /// Points of the score before guardrails that no metric added: the initial points of an additive formula, and what its clamping to
    /// 0..100 took or gave. 0 under the other formulas.
    /// </summary>
    public double OtherPoints => RowArithmetic.OtherPoints(Scorecard, Evaluation);

    /// <summary>The metrics that cost the score most: those with points lost, most first, equal ones by name.</summary>
    public IReadOnlyList<Contribution> Drivers => field ??= Contributions.Where(contribution => contribution.PointsLost > 0)
        .OrderByDescending(contribution => contribution.PointsLost)
        .ThenBy(contribution => contribution.Metric, StringComparer.Ordinal).ToArray().AsReadOnly();

    /// <summary>The metrics that carry the score: those with points added, most first, equal ones by name.</summary>
    public IReadOnlyList<Contribution> Strengths => field ??= Contributions.Where(contribution => contribution.PointsAdded > 0)
        .OrderByDescending(contribution => contribution.PointsAdded)
        .ThenBy(contribution => contribution.Metric, StringComparer.Ordinal).ToArray().AsReadOnly();

    /// <summary>Every guardrail that matched, and what each changed.</summary>
    public IReadOnlyList<GuardrailMatch> Guardrails => field ??= FindGuardrails();

    /// <summary>
    /// The guardrails that could not be decided, because what their condition asks about is missing. They did not match; with
    /// <c>"whenMissing": "apply"</c> they would have.
    /// </summary>
    public IReadOnlyList<UndecidedGuardrail> UndecidedGuardrails => field ??= FindUndecided();

    /// <summary>The actions that are due, by priority, then in declared order.</summary>
    public IReadOnlyList<DueAction> Actions => field ??= ActionMapper.Map(this, _pin.Tier);

    /// <summary>The metrics, signals and labels without a usable value, with the reason and, where one threw, its exception.</summary>
    public IReadOnlyList<MissingMetric> Missing { get; }

    /// <summary>
    /// What was measured, by metric, signal or label, whether it counts or not. Not part of the JSON: what gives the same score again at any later
    /// time is a <see cref="StoredScore"/>.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, Measurement> Measurements => field ??= Plan.Columns
        .Select((name, i) => (name, Row.Measured(i))).ToDictionary(StringComparer.Ordinal).AsReadOnly();

    /// <summary>The time the score is for.</summary>
    public DateTimeOffset AsOf => Row.AsOf;

    /// <summary>The name of the profile.</summary>
    [JsonPropertyName("profile")]
    public string ProfileName => Plan.Profile.Name;

    /// <summary>The profile's <see cref="ScoringProfile.Fingerprint"/>: says exactly by which rules the customer was scored.</summary>
    public string Fingerprint => Plan.Profile.Fingerprint;

    /// <summary>How scores are compared with this profile's limits and printed.</summary>
    internal Precision Precision => Scorecard.Precision;

    /// <summary>Whether there is anything to say about the segment.</summary>
    internal bool MightHaveSegment => Plan.Profile.Segments.Count > 0 || NamedSegment is not null || SegmentFault is not null;

    /// <summary>The segment that the host named, whether it was chosen or not.</summary>
    internal string? NamedSegment => _row.NamedSegment;

    internal Plan Plan => _row.Plan;

    internal MeasuredRow Row => _row.Measured;

    internal Scorecard Scorecard => _row.Scorecard;

    internal Evaluation Evaluation => _row.Numbers;

    /// <summary>The whole story as text for people: the score, what changed it, every metric, what is missing, and what to do.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>
    /// Lines of plain text, with line feeds on every platform. The score is rounded down to one decimal (more where the profile's
    /// limits have more), so that it never contradicts its tier; points are rounded to one decimal.
    /// </returns>
    public string Explain(string? customer = null) => Explanation.Of(this, customer, new(TierIndex, Actions, []));

    /// <summary>Counts the customer, as the scorer does with a tally, but one at a time, such as after something was done with its score.</summary>
    /// <param name="tally">Takes the customer.</param>
    /// <param name="weight">The customer's weight, such as its revenue: 0 to 1e15; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The tally is of another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or outside 0 to 1e15.</exception>
    /// <exception cref="OverflowException">The sum of weight times score is past 1e26, beyond any portfolio.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="tally"/> is <see langword="null"/>.</exception>
    public void AddTo(PortfolioTally tally, double? weight = null) => AddTo(tally, TierIndex, weight);

    /// <summary>Counts the customer as a child of its parent.</summary>
    /// <param name="parent">Takes the customer.</param>
    /// <param name="child">What to call the customer in the parent's explanation.</param>
    /// <param name="weight">The customer's weight, such as its revenue, or 1: 0 to 1e15; <see langword="null"/> where it is not known.</param>
    /// <exception cref="ArgumentException">The tally is of another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or outside 0 to 1e15.</exception>
    /// <exception cref="OverflowException">The parent has 4,194,304 children already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parent"/> or <paramref name="child"/> is <see langword="null"/>.</exception>
    public void AddToParent(ParentTally parent, string child, double? weight = 1) => AddToParent(parent, child, TierIndex, weight);

    /// <summary>
    /// The result as JSON; see <c>HealthScoringJson</c> for a host's own serializer. Of an exception it holds the type and the message.
    /// </summary>
    /// <returns>One line of JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, HealthScoreJsonContext.Default.HealthScore);

    /// <summary>The score, rounded down to one decimal (more where the profile's limits have more), and the tier.</summary>
    /// <returns>As in <c>63.4 (steady)</c>, <c>63.4 (at-risk, pinned)</c> or <c>unscored</c>.</returns>
    public override string ToString() => Explanation.Short(Value, Precision, Tier, Override is not null);

    /// <summary>Counts the customer as a child in a tier, -1 for none.</summary>
    internal void AddToParent(ParentTally parent, string child, int tier, double? weight)
    {
        ArgumentNullException.ThrowIfNull(parent);
        parent.RequireProfile(Plan.Profile, nameof(parent));
        parent.Add(child, Value, tier, weight);
    }

    /// <summary>Counts the customer in a tier, -1 for none.</summary>
    internal void AddTo(PortfolioTally tally, int tier, double? weight)
    {
        ArgumentNullException.ThrowIfNull(tally);
        tally.RequireProfile(Plan.Profile, nameof(tally));
        if (weight is { } given && !Grid.IsWeight(given))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0 to 1e15.");
        GroupTally group = tally.Group(Plan.IndexOf(Segment));
        group.AddOne(Value ?? double.NaN, tier, Coverage, weight ?? double.NaN);
        if (SegmentFault is not null || OverrideFault is not null || Missing.Any(missing => missing.Reason == MissingReason.Fault))
            group.Faulty++;
        if (NamedSegment is not null && Plan.IndexOf(NamedSegment) < 0)
            group.UnknownSegments.Add(NamedSegment, 1);
        foreach (MetricPlan metric in Scorecard.Metrics)
        {
            double value = Row.Values[metric.Index];
            group.AddMetric(metric.Index, value, metric.Curve.Span,
                double.IsNaN(Evaluation.Score) ? 0 : RowArithmetic.PointsLost(Scorecard, Evaluation, metric.Index));
        }
        for (int i = Scorecard.Metrics.Length; i < Plan.Columns.Length; i++)
        {
            group.AddSignal(i, Row.Values[i]);
            if (Plan.IsLabel(i) && Row.Label(i) is { } text && !Plan.Labels[i - Plan.FirstLabel].IsNamed(text))
                group.OtherTexts[i - Plan.FirstLabel].Add(text, 1);
        }
    }

    private string? NameOf(int tier) => tier < 0 ? null : Scorecard.Tiers[tier].Name;

    private static double? Known(double number) => double.IsNaN(number) ? null : number;

    private string WhySegment()
    {
        Segment? segment = Scorecard.Segment;
        string reason = segment is null
            ? Plan.Profile.Segments.Count == 0 ? "the profile has no segments" : "no segment matches"
            : segment.Name == NamedSegment ? "named by the host"
            : Reason(Plan.Segments[Plan.IndexOf(segment.Name)].When!);
        if (SegmentFault is not null)
            reason += $"; the host's segment function threw {MissingMetric.Describe(SegmentFault)}";
        else if (NamedSegment is not null && NamedSegment != segment?.Name)
        {
            bool known = Plan.Profile.Segments.Any(other => other.Name == NamedSegment);
            reason += $"; the host named '{Excerpt.OfValue(NamedSegment)}', which {(known ? "comes later" : "the profile does not have")}";
        }
        return reason;
    }

    private ReadOnlyCollection<UnscoredReason> FindUnscoredReasons()
    {
        var reasons = new List<UnscoredReason>();
        if (double.IsNaN(Evaluation.Unguarded))
        {
            reasons.Add(new(UnscoredKind.NoData, Dimensions.Any(dimension => dimension.IsLeftOut)
                ? "no dimension has as much data as it asks for" : "no metric that counts has data"));
        }
        foreach (MetricPlan metric in Scorecard.Required.Where(metric => double.IsNaN(Row.Values[metric.Index])))
        {
            string why = Row.Faults.Contains(metric.Index) ? "has a fault"
                : Row.Refused(metric.Index) == MissingReason.Stale ? "is stale" : "is missing";
            reasons.Add(new(UnscoredKind.RequiredMissing, $"the required metric {metric.Name} {why}"));
        }
        // Where nothing has data, that says it.
        if (Evaluation.LowCoverage && !double.IsNaN(Evaluation.Unguarded))
            reasons.Add(new(UnscoredKind.LowCoverage, $"coverage is {Number.Below(Coverage, Plan.Profile.MinimumCoverage)}"));
        foreach (GuardrailMatch guardrail in Guardrails.Where(match => match.Effect == GuardrailEffect.Unscored))
        {
            reasons.Add(new(UnscoredKind.Guardrail, $"guardrail {guardrail.Name}: {guardrail.Reason}"
                + (guardrail.Description is null ? "" : $" ({guardrail.Description})")));
        }
        return reasons.AsReadOnly();
    }

    private ReadOnlyCollection<Contribution> FindContributions()
    {
        var contributions = new Contribution[Scorecard.Metrics.Length];
        foreach (MetricPlan metric in Scorecard.Metrics)
        {
            int i = metric.Index;
            double? value = Known(Row.Values[i]);
            contributions[i] = new(Scorecard.Dimensions[metric.Dimension].Name, metric.Source, value,
                value is null || metric.Source.Freshness is null ? null : Row.Age(i), Row.FreshnessOf(i),
                Evaluation.Freshness[i] > 0 ? Evaluation.Points[i] : null, RowArithmetic.PointsAdded(Scorecard, Evaluation, i),
                RowArithmetic.PointsAvailable(Scorecard, Evaluation, i), RowArithmetic.PointsLost(Scorecard, Evaluation, i));
        }
        return Array.AsReadOnly(contributions);
    }

    /// <summary>Why a condition on what was measured and computed holds.</summary>
    internal string Reason(ConditionPlan when, int? tier = null) =>
        ConditionReason.Of(when, Plan, Asked(tier), Row.Label, tier => Scorecard.Tiers[tier].Name);

    /// <summary>What conditions can ask about: with the score and tier that count, unless others are given.</summary>
    internal AskedNumbers Asked(int? tier = null) => new(Row.Values, Evaluation.DimensionPoints, _pin.Score, tier ?? _pin.Tier);

    private ReadOnlyCollection<UndecidedGuardrail> FindUndecided() => Scorecard.Guardrails
        .Where(guardrail => !guardrail.When.Holds(Asked()) && guardrail.When.Holds(Asked(), missing: true))
        .Select(guardrail => new UndecidedGuardrail(guardrail, MissingFor(guardrail.When))).ToArray().AsReadOnly();

    /// <summary>What is missing of that which a condition asks about: the values, and those of dimensions that have none.</summary>
    private ReadOnlyCollection<MissingMetric> MissingFor(ConditionPlan when)
    {
        HashSet<string> asked = [.. when.Questions.Where(question => question.IsColumn).Select(question => Plan.Columns[question.Index]),
            .. when.Questions.Where(question => question.Kind == QuestionKind.Dimension && double.IsNaN(Evaluation.DimensionPoints[question.Index]))
                .SelectMany(question => Scorecard.Dimensions[question.Index].Weighted).Select(metric => metric.Name)];
        return Array.AsReadOnly([.. Missing.Where(missing => asked.Contains(missing.Metric))]);
    }

    private ReadOnlyCollection<GuardrailMatch> FindGuardrails()
    {
        var matches = new List<GuardrailMatch>();
        for (int i = 0; i < Scorecard.Guardrails.Length; i++)
        {
            (Guardrail rule, ConditionPlan when, double limit) = Scorecard.Guardrails[i];
            double change = Evaluation.GuardrailChanges[i];
            if (!double.IsNaN(change))
            {
                matches.Add(new(rule, rule.Effect == GuardrailEffect.Unscored ? null : limit, change, Reason(when)));
            }
        }
        return matches.AsReadOnly();
    }
}
