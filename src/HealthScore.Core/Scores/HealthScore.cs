using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A customer's score with its whole story: what every metric added and lost, which guardrails matched, and what to do.</summary>
/// <remarks>
/// Immutable and safe to share between threads. Lists are in canonical order (ordinal by name) unless they say otherwise, and are made
/// when first asked for.
/// </remarks>
public sealed class HealthScore
{
    private readonly Scorecard _scorecard;
    private readonly Evaluation _evaluation;
    private readonly Pin _pin;
    private readonly string? _named;
    private readonly Exception? _segmentFault;

    internal HealthScore(Plan profile, MeasuredRow row, IReadOnlyList<MissingMetric> missing, string? named, Exception? segmentFault,
        ScoreOverride? decision, Exception? overrideFault)
    {
        Plan = profile;
        Row = row;
        _scorecard = profile.Select(row.Values, named);
        _evaluation = _scorecard.Evaluate(row);
        _named = named;
        _segmentFault = segmentFault;
        Missing = missing;
        Override = decision?.Holds(row.AsOf) == true ? decision : null;
        OverrideFault = overrideFault;
        _pin = Override is null ? new(_evaluation.Score, _evaluation.Tier) : Pin.Of(Override, _scorecard, _evaluation.Score);
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

    /// <summary>The index of <see cref="Tier"/> in <see cref="ScoringProfile.Tiers"/>, 0 for the lowest; -1 for none. Not part of the JSON.</summary>
    [JsonIgnore]
    public int TierIndex => _pin.Tier;

    /// <summary>The score by the profile alone; <see langword="null"/> where that gives none.</summary>
    public double? ComputedValue => Known(_evaluation.Score);

    /// <summary>The tier by the profile alone; <see langword="null"/> where that gives none.</summary>
    public string? ComputedTier => NameOf(_evaluation.Tier);

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
    public double Coverage => _evaluation.Coverage;

    /// <summary>The segment the customer was scored in, and why.</summary>
    public SegmentMatch Segment => field ??= MatchSegment();

    /// <summary>The score before guardrails, or <see langword="null"/> when no metric counts.</summary>
    public double? ValueBeforeGuardrails => Known(_evaluation.Unguarded);

    /// <summary>
    /// The score that an unscored customer would have had, after caps and floors; equal to <see cref="ComputedValue"/> when scored, and
    /// <see langword="null"/> when no metric counts.
    /// </summary>
    public double? ValueIfScored => Known(_evaluation.Guarded);

    /// <summary>Why the profile gives the customer no score, every reason; empty where <see cref="ComputedValue"/> has one.</summary>
    public IReadOnlyList<UnscoredReason> UnscoredReasons => field ??= FindUnscoredReasons();

    /// <summary>How each dimension came out.</summary>
    public IReadOnlyList<DimensionScore> Dimensions => field ??= _scorecard.Dimensions.Select((dimension, i) =>
        new DimensionScore(dimension.Name, Known(_evaluation.DimensionPoints[i]), _evaluation.DimensionShares[i])).ToArray().AsReadOnly();

    /// <summary>
    /// What each metric added and lost, by dimension. With <see cref="OtherPoints"/> they sum to <see cref="ValueBeforeGuardrails"/>
    /// within 1e-9, and with <see cref="Guardrails"/> to <see cref="ValueIfScored"/>.
    /// </summary>
    public IReadOnlyList<Contribution> Contributions => field ??= FindContributions();

    /// <summary>
    /// Points of the score before guardrails that no metric added: the initial points of an additive formula, and what its clamping to
    /// 0..100 took or gave. 0 under the other formulas.
    /// </summary>
    public double OtherPoints => FindOtherPoints();

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

    /// <summary>The actions that are due, by priority, then in declared order.</summary>
    public IReadOnlyList<DueAction> Actions => field ??= ActionMapper.Map(_scorecard, _evaluation, _pin.Tier);

    /// <summary>The metrics and signals without a usable number, with the reason and, where one threw, its exception.</summary>
    public IReadOnlyList<MissingMetric> Missing { get; }

    /// <summary>
    /// What was measured, by metric or signal, whether it counts or not. Stored with <see cref="AsOf"/> and the profile, it gives the same
    /// score again at any later time (<see cref="StoredMeasurements"/>). Not part of the JSON.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, Measurement> Measurements => field ??= _scorecard.Columns
        .Select((name, i) => (name, Row.Measurement(i))).ToDictionary(StringComparer.Ordinal).AsReadOnly();

    /// <summary>The time the score is for.</summary>
    public DateTimeOffset AsOf => Row.AsOf;

    /// <summary>The name of the profile.</summary>
    public string Profile => _scorecard.Profile.Name;

    /// <summary>The profile's <see cref="ScoringProfile.Fingerprint"/>: says exactly by which rules the customer was scored.</summary>
    public string Fingerprint => _scorecard.Profile.Fingerprint;

    /// <summary>How many decimals a score needs beside this profile's limits.</summary>
    internal int Decimals => _scorecard.Decimals;

    /// <summary>Whether there is anything to say about the segment.</summary>
    internal bool MightHaveSegment => _scorecard.Profile.Segments.Count > 0 || _named is not null || _segmentFault is not null;

    internal string? TierDescription => _pin.Tier < 0 ? null : _scorecard.Tiers[_pin.Tier].Description;


    /// <summary>The segment that the host named, whether it was taken or not.</summary>
    internal string? NamedSegment => _named;

    internal Plan Plan { get; }

    internal MeasuredRow Row { get; }

    internal Scorecard Scorecard => _scorecard;

    internal Evaluation Evaluation => _evaluation;

    /// <summary>The whole story as text for people: the score, what changed it, every metric, what is missing, and what to do.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>
    /// Lines of plain text, with line feeds on every platform. The score is rounded down to one decimal (more where the profile's
    /// limits have more), so that it never contradicts its tier; points are rounded to one decimal.
    /// </returns>
    public string Explain(string? customer = null) => Explanation.Of(this, customer);

    /// <summary>
    /// The result as JSON; see <c>HealthScoringJson</c> for a host's own serializer. Of an exception it holds the type and the message.
    /// </summary>
    /// <returns>One line of JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, HealthScoreJsonContext.Default.HealthScore);

    /// <summary>The score, rounded down to one decimal (more where the profile's limits have more), and the tier.</summary>
    /// <returns>As in <c>63.4 (steady)</c>, <c>63.4 (at-risk, pinned)</c> or <c>unscored</c>.</returns>
    public override string ToString()
    {
        string tier = $"{Tier}{(Override is null ? "" : ", pinned")}";
        return Value is { } value ? $"{Number.Score(value, _scorecard.Decimals)} ({tier})" : Tier is null ? "unscored" : $"unscored ({tier})";
    }

    private string? NameOf(int tier) => tier < 0 ? null : _scorecard.Tiers[tier].Name;

    private static double? Known(double number) => double.IsNaN(number) ? null : number;

    private SegmentMatch MatchSegment()
    {
        Segment? segment = _scorecard.Segment;
        string reason = segment is null
            ? _scorecard.Profile.Segments.Count == 0 ? "the profile has no segments" : "no segment matches"
            : segment.Name == _named ? "named by the host"
            : _scorecard.Because(segment.When!, Array.IndexOf(_scorecard.Columns, segment.When!.Metric), Row.Values);
        if (_segmentFault is not null)
            reason += $"; the host's segment function threw {MissingMetric.Describe(_segmentFault)}";
        else if (_named is not null && _named != segment?.Name)
        {
            bool known = _scorecard.Profile.Segments.Any(other => other.Name == _named);
            reason += $"; the host named '{Excerpt.OfValue(_named)}', which {(known ? "comes later" : "the profile does not have")}";
        }
        return new(segment?.Name, reason, _segmentFault);
    }

    private ReadOnlyCollection<UnscoredReason> FindUnscoredReasons()
    {
        var reasons = new List<UnscoredReason>();
        if (double.IsNaN(_evaluation.Unguarded))
            reasons.Add(new(UnscoredKind.NoData, "no metric that counts has data"));
        foreach (string metric in _scorecard.RequiredAndMissing(Row.Values))
        {
            bool isStale = Row.Outdated(Array.IndexOf(_scorecard.Columns, metric)) == MissingReason.Stale;
            reasons.Add(new(UnscoredKind.RequiredMissing, $"the required metric {metric} is {(isStale ? "stale" : "missing")}"));
        }
        if (_evaluation.LowCoverage)
            reasons.Add(new(UnscoredKind.LowCoverage, $"coverage is {Number.Below(Coverage, _scorecard.Profile.MinimumCoverage)}"));
        foreach (GuardrailMatch guardrail in Guardrails.Where(match => match.Effect == GuardrailEffect.Unscored))
        {
            reasons.Add(new(UnscoredKind.Guardrail, $"guardrail {guardrail.Name}: {guardrail.Reason}"
                + (guardrail.Description is null ? "" : $" ({guardrail.Description})")));
        }
        return reasons.AsReadOnly();
    }

    private ReadOnlyCollection<Contribution> FindContributions()
    {
        var contributions = new Contribution[_scorecard.Metrics.Length];
        for (int i = 0; i < contributions.Length; i++)
        {
            double? value = Known(Row.Values[i]);
            contributions[i] = new(_scorecard.Dimensions[_scorecard.DimensionOf[i]].Name, _scorecard.Metrics[i], value,
                value is null || _scorecard.Metrics[i].Freshness is null ? null : Row.Age(i), Row.FreshnessOf(i),
                _evaluation.Freshness[i] > 0 ? _evaluation.Points[i] : null, _scorecard.PointsAdded(_evaluation, i),
                _scorecard.PointsAvailable(_evaluation, i), _scorecard.PointsLost(_evaluation, i));
        }
        return Array.AsReadOnly(contributions);
    }

    private double FindOtherPoints()
    {
        if (ValueBeforeGuardrails is not { } score)
            return 0;
        (double other, double largest) = (0, Math.Abs(score));
        double sum = _scorecard.Formula.Kind == FormulaKind.Points ? score : 0;
        for (int d = 0; d < _scorecard.Dimensions.Length; d++)
        {
            DimensionPlan dimension = _scorecard.Dimensions[d];
            if (_evaluation.DimensionShares[d] == 0)
                continue;
            if (_scorecard.Formula.Kind == FormulaKind.Points)
                sum -= _evaluation.DimensionShares[d] * _evaluation.DimensionPoints[d];
            if (dimension.Formula.Kind == FormulaKind.Points)
            {
                double metrics = 0;
                for (int i = dimension.First; i < dimension.First + dimension.Count; i++)
                {
                    double points = _evaluation.MetricShares[i] == 0 ? 0 : _evaluation.MetricShares[i] * _evaluation.Points[i];
                    metrics += points;
                    largest = Math.Max(largest, Math.Abs(points));
                }
                other += _evaluation.DimensionShares[d] * (_evaluation.DimensionPoints[d] - metrics);
            }
        }
        // What is left by rounding is nobody's points.
        return Math.Abs(other + sum) < Scorecard.Tolerance * Math.Max(1, largest / 1000) ? 0 : other + sum;
    }

    private ReadOnlyCollection<GuardrailMatch> FindGuardrails()
    {
        var matches = new List<GuardrailMatch>();
        for (int i = 0; i < _scorecard.Guardrails.Length; i++)
        {
            (Guardrail rule, int column) = _scorecard.Guardrails[i];
            double change = _evaluation.GuardrailChanges[i];
            if (!double.IsNaN(change))
            {
                matches.Add(new(rule.Name, rule.Effect, rule.Effect == GuardrailEffect.Unscored ? null : rule.Limit, change,
                    _scorecard.Because(rule.When, column, Row.Values), rule.Description));
            }
        }
        return matches.AsReadOnly();
    }
}
