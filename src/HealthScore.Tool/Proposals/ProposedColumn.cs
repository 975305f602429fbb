namespace HealthScoring.Tool.Proposals;

/// <summary>One column of a file in a proposed mapping.</summary>
/// <param name="Header">The column's heading.</param>
/// <param name="Use">What it is; null where it is not used.</param>
/// <param name="Reading">How its cells are read.</param>
/// <param name="Example">A cell.</param>
internal sealed record ProposedColumn(string Header, string? Use, string Reading, string? Example);
