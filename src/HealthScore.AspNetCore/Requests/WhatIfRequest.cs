using System.Text.Json.Serialization;

namespace HealthScoring.AspNetCore;

/// <summary>A profile to try.</summary>
/// <param name="Profile">Its JSON, as text: so lines of errors are those that its writer sees.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WhatIfRequest(string? Profile);
