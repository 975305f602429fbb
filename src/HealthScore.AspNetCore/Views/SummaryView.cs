namespace HealthScoring.AspNetCore;

/// <summary>A customer's health for its own eyes: no weights, no raw values, no points, no guardrails.</summary>
/// <param name="AsOf">The time.</param>
/// <param name="Tier">The tier that counts.</param>
/// <param name="Score">The score, a whole number, rounded down.</param>
/// <param name="GoesWell">What is good, by name.</param>
/// <param name="CouldBeBetter">What is not, by name.</param>
/// <param name="NotKnown">What there is no value of, by name.</param>
internal sealed record SummaryView(
    DateTimeOffset AsOf, string? Tier, double? Score, IReadOnlyList<SummaryMetricView> GoesWell, IReadOnlyList<SummaryMetricView> CouldBeBetter,
    IReadOnlyList<string> NotKnown);
