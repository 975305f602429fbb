using System.Diagnostics;

namespace HealthScoring.Benchmarks.Measuring;

/// <summary>A contender by the wall clock, to be set against one that works in another process.</summary>
internal sealed class ByWallClock(Contender one) : Contender(one.Name, one.Rows)
{
    public override bool IsWhole => true;

    public override void Run(int first, int count) => one.Run(first, count);

    public override double Time(int first, int count)
    {
        long start = Stopwatch.GetTimestamp();
        Run(first, count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
