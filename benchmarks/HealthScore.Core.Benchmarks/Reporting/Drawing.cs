using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Reporting;

/// <summary>A chart to be drawn: one question.</summary>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Question">What it answers; its title.</param>
/// <param name="Unit">What its values count; the label of their axis.</param>
/// <param name="IsLogarithmic">Whether the axis of its values is.</param>
internal abstract record Drawing(string File, string Question, string Unit, bool IsLogarithmic)
{
    /// <summary>One value a name, as a bar from the left; the library's own in colour.</summary>
    public sealed record Bars(
        string File, string Question, string Unit, bool IsLogarithmic, IReadOnlyList<(string Name, double Value, bool IsOurs)> Values)
        : Drawing(File, Question, Unit, IsLogarithmic);

    /// <summary>Values along an axis.</summary>
    public sealed record Lines(string File, string Question, string Unit, bool IsLogarithmic, string Along, bool IsAlongLogarithmic,
        IReadOnlyList<Line> Series)
        : Drawing(File, Question, Unit, IsLogarithmic);

    /// <summary>One line, with the quarters around each point.</summary>
    public sealed record Line(string Name, IReadOnlyList<(double X, Spread Y)> Points);
}
