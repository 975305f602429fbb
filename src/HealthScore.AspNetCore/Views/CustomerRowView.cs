namespace HealthScoring.AspNetCore;

/// <summary>A customer in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AsOf">The instant of its last run.</param>
/// <param name="Tier">The tier that counts.</param>
/// <param name="Score">The score, 0 to 100.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Segment">Its segment; null for the base profile.</param>
/// <param name="Driver">The metric that cost most points.</param>
/// <param name="Actions">The actions that fell due, each once, the last first; null where they are not asked for.</param>
internal sealed record CustomerRowView(string Id, DateTimeOffset AsOf, string? Tier, double? Score, double? Weight, string? Segment, string? Driver,
    IReadOnlyList<ActionView>? Actions = null);
