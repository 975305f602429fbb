namespace HealthScoring.Hosting.Databases;

/// <summary>A piece of SQL as one database spells it.</summary>
internal readonly record struct Spelling(string Text);
