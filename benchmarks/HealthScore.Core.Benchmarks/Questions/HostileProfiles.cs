using System.Diagnostics;
using System.Globalization;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Columns;
using HealthScoring.Tests.Fuzz;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>
/// What does a KiB of a profile cost that was written to cost as much as it can? Each kind in two sizes: where both cost the same, cost grows with
/// the size alone.
/// </summary>
internal sealed class HostileProfiles : IQuestion
{
    private const int Small = 64, Large = 256;
    private const int Shown = 8;

    public string Name => "hostile";

    public Answer Measure(Settings settings, Action<string> say)
    {
        int rounds = Math.Clamp(settings.Rounds, 1, 5);
        Cost[] costs =
        [
            .. HostileText.Invalid.Select(kind => Of(kind.Key, "invalid", kind.Value, rounds)),
            .. HostileText.Valid.Select(kind => Of(kind.Key, "valid", kind.Value, rounds)),
        ];
        foreach (Cost cost in costs)
            say($"{cost.Kind}: {Figures.Text(cost.Time)}, {Figures.Text(cost.LargeTime)} ms a KiB, {Figures.Text(cost.Memory)} KiB a KiB");
        return new(
            new(["the costliest profiles", "", "ms a KiB, of 64 KiB", "of 256 KiB", "KiB allocated a KiB", "refused with"],
                [.. costs.GroupBy(cost => cost.What).SelectMany(group => group.OrderByDescending(cost => cost.Time).Take(Shown))
                    .Select(cost => (string[])
                    [
                        cost.Kind, cost.What, Figures.Text(cost.Time), Figures.Text(cost.LargeTime), Figures.Text(cost.Memory), cost.Outcome,
                    ])],
                [
                    string.Create(CultureInfo.InvariantCulture, $"{costs.Length} kinds, read, validated and compiled for columns. The worst took ")
                    + $"{Figures.Text(costs.Max(cost => Math.Max(cost.Time, cost.LargeTime)))} ms a KiB and allocated "
                    + $"{Figures.Text(costs.Max(cost => cost.Memory) / 1024)} MiB a KiB, most of it short-lived.",
                ]), []);
    }

    private static Cost Of(string kind, string what, Func<int, string> make, int rounds)
    {
        (double time, double memory, string outcome) = Of(make, Small, rounds);
        return new(kind, what, time, Of(make, Large, rounds).Time, memory, outcome);
    }

    private static (double Time, double Memory, string Outcome) Of(Func<int, string> make, int size, int rounds)
    {
        string text = make(size * 1024), outcome = "";
        long allocated = 0;
        List<double> times = [];
        for (int round = 0; round <= rounds; round++)
        {
            (long before, long start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            try
            {
                _ = new ColumnScorer(ScoringProfile.Parse(text));
                outcome = "";
            }
            catch (InvalidProfileException exception)
            {
                outcome = string.Create(CultureInfo.InvariantCulture, $"{exception.Message.Length:#,0} characters");
            }
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / size);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        // The first one also compiled the code.
        return (Spread.Of(times.Skip(1)).Median, allocated / 1024.0 / size, outcome);
    }

    private sealed record Cost(string Kind, string What, double Time, double LargeTime, double Memory, string Outcome);
}
