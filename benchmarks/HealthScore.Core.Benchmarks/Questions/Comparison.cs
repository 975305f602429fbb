using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>One row of the table: a pair of contenders, and what their ratio is to be.</summary>
internal sealed record Comparison(string Against, string AtLeast, string Aim, Duel Duel, bool IsTimesLonger = false, string Suffix = "x")
{
    public static IReadOnlyList<string> Heads { get; } =
        ["against", "at least", "aim", "measured", "quartiles", "ns a row, ours", "ns a row, theirs", "theirs"];

    public Spread Ratio => IsTimesLonger ? Duel.TimesLonger : Duel.TimesFaster;

    /// <summary>Whether it is one of those that score the mixed customers, or read them, and have a figure to reach.</summary>
    public bool IsCharted => AtLeast.Length > 0 && !Against.StartsWith("memory limit, 12", StringComparison.Ordinal);

    public IReadOnlyList<string> Cells =>
    [
        Against, AtLeast, Aim, $"**{Figures.Text(Ratio.Median)}{Suffix}**", Figures.Quartiles(Ratio), Figures.Text(Duel.OurTime.Median),
        Figures.Text(Duel.TheirTime.Median), Duel.Theirs,
    ];
}
