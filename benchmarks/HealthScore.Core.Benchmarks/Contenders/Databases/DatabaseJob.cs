using System.Diagnostics;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>Something that a database does for all rows, by the wall clock: it may work in processes of its own.</summary>
internal abstract class DatabaseJob(Database database, string name, Mode mode, int rows) : Contender(name, rows)
{
    public override bool IsWhole => true;

    protected Database Database { get; } = database;

    public override double Time(int first, int count)
    {
        foreach (string setting in mode.Settings)
            Database.Execute(setting);
        long start = Stopwatch.GetTimestamp();
        Run(first, count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
