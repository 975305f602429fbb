using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>The score of one of many customers, without its explanation; <see cref="Details"/> has it where it was asked for.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// Allocates nothing of its own, and keeps only its customer and what it reports alive. <see langword="default"/> is unscored.
/// </remarks>
public readonly struct ScoredCustomer<TCustomer>
{
    private readonly double _score;
    private readonly int _tier;
    private readonly Scorecard? _scorecard;
    private readonly IReadOnlyList<MissingMetric>? _faults;

    internal ScoredCustomer(long position, TCustomer? customer, double score, int tier, Scorecard scorecard, double coverage,
        IReadOnlyList<MissingMetric> faults, string? unknownSegment, Exception? segmentFault, ScoreOverride? decision, Exception? overrideFault,
        HealthScore? details = null)
    {
        Position = position;
        Customer = customer;
        _score = score;
        _tier = tier;
        _scorecard = scorecard;
        Coverage = coverage;
        _faults = faults;
        UnknownSegment = unknownSegment;
        SegmentFault = segmentFault;
        Override = decision;
        OverrideFault = overrideFault;
        Details = details;
    }

    /// <summary>The customer's index in the source, from 0.</summary>
    public long Position { get; }

    /// <summary>
    /// The customer. <see langword="null"/> only if the input had <see langword="null"/> at this index; the result is then unscored, and
    /// <see cref="Faults"/> says why.
    /// </summary>
    public TCustomer? Customer { get; }

    /// <summary>The score, 0 to 100, or <see langword="null"/> when the customer is unscored. The bits of <see cref="HealthScore.Value"/>.</summary>
    public double? Value => _scorecard is null || double.IsNaN(_score) ? null : _score;

    /// <summary>The name of the tier, as <see cref="HealthScore.Tier"/> says it.</summary>
    public string? Tier => _tier < 0 ? null : _scorecard?.Tiers[_tier].Name;

    /// <summary>The name of the segment the customer was scored in, or <see langword="null"/> for the base profile.</summary>
    public string? Segment => _scorecard?.Segment?.Name;

    /// <summary>The share of the profile's weight that had usable data, 0 to 1.</summary>
    public double Coverage { get; }

    /// <summary>
    /// The metrics that threw, with their exceptions (<see cref="MissingReason.Fault"/>); normally empty. They count as missing. Metrics
    /// that just have no number are in <see cref="Details"/>.
    /// </summary>
    public IReadOnlyList<MissingMetric> Faults => _faults ?? [];

    /// <summary>
    /// The segment that the host named, if the profile does not have it; otherwise <see langword="null"/>. The segments' own conditions decided then.
    /// </summary>
    public string? UnknownSegment { get; }

    /// <summary>What the host's segment function threw, or <see langword="null"/>. The segments' own conditions decided then.</summary>
    public Exception? SegmentFault { get; }

    /// <summary>The override that pins the score or the tier, or <see langword="null"/>.</summary>
    public ScoreOverride? Override { get; }

    /// <summary>
    /// What the host's override function threw, or why its override cannot be applied; <see langword="null"/> normally. The score is the
    /// computed one then.
    /// </summary>
    public Exception? OverrideFault { get; }

    /// <summary>
    /// The full result, where <see cref="ScoreStreamOptions{TCustomer}.DetailsFor"/> asked for it; otherwise <see langword="null"/>. It
    /// comes from the same measurements: no metric is asked twice.
    /// </summary>
    public HealthScore? Details { get; }

    /// <summary>
    /// The customer's position and score in a line; the score is rounded down to one decimal (more where the profile's limits have more).
    /// </summary>
    /// <returns>
    /// As in <c>customer 12: 63.4 (steady)</c>, <c>customer 12: unscored</c> or <c>customer 12: 63.4 (at-risk, pinned), 1 fault</c>.
    /// </returns>
    public override string ToString() =>
        $"customer {Number.Text(Position)}: {Explanation.Short(Value, _scorecard?.Precision ?? Precision.Standard, Tier, Override is not null)}"
        + (Faults.Count == 0 ? "" : $", {Number.Counted(Faults.Count, "fault")}");

    internal ScoredCustomer<TCustomer> With(HealthScore details) => new(
        Position, Customer, _score, _tier, _scorecard!, Coverage, Faults, UnknownSegment, SegmentFault, Override, OverrideFault, details);
}
