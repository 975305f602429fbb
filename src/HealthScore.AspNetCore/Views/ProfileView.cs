namespace HealthScoring.AspNetCore;

/// <summary>The profile of the last published run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="Text">Its JSON, indented.</param>
internal sealed record ProfileView(string Name, string Fingerprint, string Text);
