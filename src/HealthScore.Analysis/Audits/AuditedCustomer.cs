namespace HealthScoring.Analysis;

/// <summary>A customer that an audit made up to show a finding: the numbers, and what the profile says about them.</summary>
public sealed class AuditedCustomer
{
    private readonly string _text;

    internal AuditedCustomer(IReadOnlyDictionary<string, double?> values, IReadOnlyDictionary<string, string?> labels, string? namedSegment,
        HealthScore score)
    {
        (Values, Labels, NamedSegment) = (values, labels, namedSegment);
        (Segment, Score, Tier, _text) = (score.Segment, score.Value, score.Tier, score.ToString());
    }

    /// <summary>
    /// The numbers by the names of metrics and signals, all observed at the time of the score; <see langword="null"/> where missing.
    /// </summary>
    public IReadOnlyDictionary<string, double?> Values { get; }

    /// <summary>The texts of the labels; <see langword="null"/> where missing.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; }

    /// <summary>The segment that the host names for the customer, or <see langword="null"/> for none.</summary>
    public string? NamedSegment { get; }

    /// <summary>The segment by which the customer is scored, or <see langword="null"/> for the base profile.</summary>
    public string? Segment { get; }

    /// <summary>
    /// The score, 0 to 100, with the bits that a <see cref="HealthScorer{TCustomer}"/> gives that accepts every number; <see langword="null"/> if
    /// unscored.
    /// </summary>
    public double? Score { get; }

    /// <summary>The tier's name, or <see langword="null"/> if unscored.</summary>
    public string? Tier { get; }

    /// <summary>The score, rounded down to one decimal (more where the profile's limits have more), and the tier.</summary>
    /// <returns>As in <c>37.8 (critical)</c> or <c>unscored</c>.</returns>
    public override string ToString() => _text;
}
