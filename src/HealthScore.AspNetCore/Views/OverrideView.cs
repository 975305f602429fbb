namespace HealthScoring.AspNetCore;

/// <summary>An override.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">The score that it pins.</param>
/// <param name="Tier">The tier that it pins.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who decided it.</param>
/// <param name="From">From when on it holds.</param>
/// <param name="Until">Until when it holds.</param>
internal sealed record OverrideView(
    string Id, double? Score, string? Tier, string Reason, string Author, DateTimeOffset From, DateTimeOffset Until);
