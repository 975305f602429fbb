namespace HealthScoring.Analysis.Reports;

/// <summary>A line of a figure, from point to point.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">Its class: <c>own</c>, <c>best</c> or <c>chance</c>, which differ by their dashes as well as by their colour.</param>
/// <param name="Points">The points, from left to right.</param>
internal sealed record FigureLine(string Name, string Style, IReadOnlyList<(double X, double Y)> Points);
