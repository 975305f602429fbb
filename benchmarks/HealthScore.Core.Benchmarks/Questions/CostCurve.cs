using System.Globalization;
using HealthScoring.Benchmarks.Contenders;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>The cost of a customer as something grows, compared with reading the same columns.</summary>
internal sealed class CostCurve(string along)
{
    /// <summary>The bits are compared with the single path before any timing.</summary>
    public const int CheckedRows = 2_000;

    private readonly List<(double X, Duel Duel)> _points = [];

    public void Add(double x, Duel duel, Action<string> say)
    {
        _points.Add((x, duel));
        say(string.Create(CultureInfo.InvariantCulture, $"{along} {x}: {duel.OurTime.Median:0.00} ns, theirs {duel.TheirTime.Median:0.00} ns"));
    }

    /// <summary>Throws where the columns give other bits than the single path.</summary>
    public static void Check(Contender engine, Portfolio portfolio, bool segmented = false)
    {
        int rows = Math.Min(CheckedRows, engine.Rows);
        engine.Score(rows)!.MustEqual(new SingleScores(portfolio, segmented, rows).Score(rows), 0, engine.Name);
    }

    public Answer Answer(string file, string question, bool isLogarithmic, string theirs = "reading the columns", params string[] notes) => new(
        new([along, "ns a customer", "quartiles", $"ns, {theirs}", "share of its speed"],
            [.. _points.Select(point => (string[])
            [
                point.X.ToString("#,0", CultureInfo.InvariantCulture), Figures.Text(point.Duel.OurTime.Median), Figures.Quartiles(point.Duel.OurTime),
                Figures.Text(point.Duel.TheirTime.Median), Figures.Text(point.Duel.TimesFaster.Median),
            ])], notes),
        [
            new Drawing.Lines(file, question, "nanoseconds a customer, one core", false, along, isLogarithmic,
            [
                new("HealthScore.Core", [.. _points.Select(point => (point.X, point.Duel.OurTime))]),
                new(theirs, [.. _points.Select(point => (point.X, point.Duel.TheirTime))]),
            ]),
        ]);
}
