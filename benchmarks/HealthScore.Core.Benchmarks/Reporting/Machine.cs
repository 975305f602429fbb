using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Benchmarks.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string CacheFile = "/sys/devices/system/cpu/cpu0/cache/index3/size";

    public static string Describe()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, {bits}-bit vectors{Cache()}, {memory:0} GiB, ")
            + $"{RuntimeInformation.FrameworkDescription}, {System()}";
    }

    public static string Processor()
    {
        if (!File.Exists(ProcessorFile))
            return RuntimeInformation.ProcessArchitecture.ToString();
        string[] lines = File.ReadAllLines(ProcessorFile);
        return $"{Field("model name")} (family {Field("cpu family")}, model {Field("model")})";

        string Field(string name) => lines.FirstOrDefault(line => line.Split(':')[0].Trim() == name)?.Split(':')[1].Trim() ?? "?";
    }

    private static string Cache() => File.Exists(CacheFile) ? $", {File.ReadAllText(CacheFile).Trim().TrimEnd('K')} KiB of L3 cache" : "";

    private static string System() =>
        $"{(OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription)} {RuntimeInformation.ProcessArchitecture}";
}
