using System.Diagnostics;
using System.Globalization;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>
/// How long is it from the start of a process to the first scores? The steps of a child process, just-in-time compiled as in a plain program,
/// by the wall clock, since the parent's start of it counts.
/// </summary>
internal sealed class ColdStart : IQuestion
{
    public const string Child = "cold-start-child";

    private const int MostStarts = 21;
    private const int Rows = 512;

    private static readonly string[] Steps =
    [
        "runtime started", "profile read and validated", "scorer compiled", "first score", "second score", "first explanation",
        "column scorer compiled", "first 512 rows of columns", "second 512 rows of columns",
    ];

    public string Name => "cold-start";

    public Answer Measure(Settings settings, Action<string> say)
    {
        string profile = Path.GetTempFileName();
        File.WriteAllText(profile, Drafts.Mixed.Profile.ToJson());
        double[][] runs = [.. Enumerable.Range(0, Math.Min(MostStarts, settings.Rounds)).Select(_ => Start(profile))];
        File.Delete(profile);
        (string Name, Spread Time)[] steps = [.. Steps.Select((step, i) => (step, Spread.Of(runs.Select(run => run[i]))))];
        double total = 0;
        return new(
            new(["step", "ms", "quartiles", "ms since the start"],
                [.. steps.Select(step => (string[])
                [
                    step.Name, Milliseconds(step.Time.Median), $"{Milliseconds(step.Time.Lower)} – {Milliseconds(step.Time.Upper)}",
                    Milliseconds(total += step.Time.Median),
                ])], []),
            [
                new Drawing.Bars("cold-start", "What does a cold start consist of?", "milliseconds", false,
                    [.. steps.Select((step, i) => (step.Name, step.Time.Median, i > 0))]),
            ]);
    }

    /// <summary>The child: prints how many milliseconds each step took.</summary>
    /// <param name="started">When the parent started it, as its monotonic clock says, which both read.</param>
    /// <param name="profileFile">The profile.</param>
    public static void Run(string started, string profileFile)
    {
        List<double> steps = [];
        long last = long.Parse(started, CultureInfo.InvariantCulture);
        Done();
        ScoringProfile profile = ScoringProfile.LoadFile(profileFile);
        Done();
        var customer = new Customer { ActiveDays = 14, SeatUse = 0.82, Nps = 20, Csat = 3.8, OpenTickets = 4, DaysOverdue = 2, TenureMonths = 31 };
        var scorer = new HealthScorer<Customer>(profile, CustomerFigures.Metrics);
        Done();
        scorer.Score(customer);
        Done();
        HealthScore score = scorer.Score(customer);
        Done();
        score.Explain();
        Done();
        var columnScorer = new ColumnScorer(profile);
        MetricColumn[] columns = [.. columnScorer.Columns.Select(_ => new MetricColumn(new double[Rows]))];
        (double[] scores, int[] tiers) = (new double[Rows], new int[Rows]);
        Done();
        columnScorer.Score(columns, scores, tiers);
        Done();
        columnScorer.Score(columns, scores, tiers);
        Done();
        Console.WriteLine(string.Join(' ', steps.Select(step => step.ToString("R", CultureInfo.InvariantCulture))));

        void Done()
        {
            long now = Stopwatch.GetTimestamp();
            steps.Add((now - last) * 1e3 / Stopwatch.Frequency);
            last = Stopwatch.GetTimestamp();
        }
    }

    private static double[] Start(string profile)
    {
        ProcessStartInfo start = OwnProgram.With([Child, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture), profile]);
        start.RedirectStandardOutput = true;
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return [.. output.Split(' ').Select(step => double.Parse(step, CultureInfo.InvariantCulture))];
    }

    private static string Milliseconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
