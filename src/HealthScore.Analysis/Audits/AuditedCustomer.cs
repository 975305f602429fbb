using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A customer that an audit made up to show a finding: the numbers, and what the profile says about them.</summary>
public sealed class AuditedCustomer
{
    internal AuditedCustomer(IReadOnlyDictionary<string, double?> values, string? namedSegment, string? segment, double? score, string? tier) =>
        (Values, NamedSegment, Segment, Score, Tier) = (values, namedSegment, segment, score, tier);

    /// <summary>
    /// The numbers by the names of metrics and signals, all observed at the time of the score; <see langword="null"/> where missing.
    /// </summary>
    public IReadOnlyDictionary<string, double?> Values { get; }

    /// <summary>The segment that the host names for the customer, or <see langword="null"/> for none.</summary>
    public string? NamedSegment { get; }

    /// <summary>The segment by which the customer is scored, or <see langword="null"/> for the base profile.</summary>
    public string? Segment { get; }

    /// <summary>The score, 0 to 100, with the bits that a <see cref="HealthScorer{TCustomer}"/> gives; <see langword="null"/> if unscored.</summary>
    public double? Score { get; }

    /// <summary>The tier's name, or <see langword="null"/> if unscored.</summary>
    public string? Tier { get; }

    /// <summary>The score and the tier. The score is rounded to one decimal, not truncated.</summary>
    /// <returns>As in <c>37.8 (critical)</c> or <c>unscored</c>.</returns>
    public override string ToString() => Score is { } score ? $"{Number.Points(score)} ({Tier})" : "unscored";
}
