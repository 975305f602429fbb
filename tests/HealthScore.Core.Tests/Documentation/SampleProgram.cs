using System.Diagnostics;
using System.Text;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>A sample run as its user runs it.</summary>
internal static class SampleProgram
{
    /// <summary>Runs a sample to its end, which must be a good one; returns what it prints.</summary>
    public static string Run(string name, params string[] arguments)
    {
        using Process process = Start(name, [], arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The sample ended with {process.ExitCode}: {errors.Result}\n{output}");
        return output.ReplaceLineEndings("\n");
    }

    /// <summary>Starts a sample, with variables of the environment; what it prints is the caller's to read.</summary>
    public static Process Start(string name, Dictionary<string, string> variables, params string[] arguments)
    {
        // The sample was built just before, in the configuration of the tests: bin/<configuration>/<framework>/.
        string[] folders = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        string program = Repository.PathOf("docs", "samples", name, "bin", folders[^2], folders[^1], $"{name}.dll");
        Assert.True(File.Exists(program), $"{program} is not there; build the sample first.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            // Not the repository: the sample has to find its own files.
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            // It ends before compiling any of its code a second time would pay.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCounting"] = "0" },
        };
        foreach ((string variable, string value) in variables)
            start.Environment[variable] = value;
        return Process.Start(start)!;
    }
}
