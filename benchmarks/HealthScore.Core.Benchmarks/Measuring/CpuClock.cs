using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HealthScoring.Benchmarks.Measuring;

/// <summary>
/// The processor time that was used: on a machine shared with others the wall clock tells what they did. Outside Linux the clock of a thread
/// is the wall clock, and the machine must be quiet.
/// </summary>
internal static partial class CpuClock
{
    private const int OfProcess = 2;
    private const int OfThread = 3;

    /// <summary>Seconds that this thread has run.</summary>
    public static double Thread => OperatingSystem.IsLinux() ? Read(OfThread) : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    /// <summary>Seconds that all threads of this process have run together.</summary>
    public static double Process => OperatingSystem.IsLinux() ? Read(OfProcess) : Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Read(int clock) => GetTime(clock, out Time time) == 0
        ? time.Seconds + time.Nanoseconds * 1e-9
        : throw new InvalidOperationException("The system has no such clock.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out Time time);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
