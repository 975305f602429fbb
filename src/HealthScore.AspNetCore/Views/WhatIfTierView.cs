namespace HealthScoring.AspNetCore;

/// <summary>The customers of a tier under two profiles.</summary>
/// <param name="Tier">The tier; null for those without one.</param>
/// <param name="Before">How many before.</param>
/// <param name="After">How many after.</param>
internal sealed record WhatIfTierView(string? Tier, long Before, long After);
