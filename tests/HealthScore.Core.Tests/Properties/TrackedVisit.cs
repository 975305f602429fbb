using System.Collections.Immutable;

namespace HealthScoring.Tests.Properties;

/// <summary>A visit that counts in a history, and what was reported by those that it replaces: events, and actions with their times.</summary>
internal sealed record TrackedVisit(Visit Visit, Rulebook Rules)
{
    public ImmutableHashSet<string> ToldEvents { get; init; } = [];

    public ImmutableDictionary<string, DateTimeOffset> ToldActions { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;
}
