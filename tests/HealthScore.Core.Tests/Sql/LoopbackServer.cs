using System.Diagnostics;
using HealthScoring.Samples.Sharded;

namespace HealthScoring.Tests.Sql;

/// <summary>A database server of the test's own: on a free port of the loopback interface, in a folder that goes with it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private Process? _process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("healthscore-db-").FullName;

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>A program of the machine's; <see langword="null"/> where it is not installed.</summary>
    public static string? Find(string program) => ((string[])["/usr/sbin", "/usr/bin", "/usr/local/bin"])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs a program to its end.</summary>
    public void Run(string program, params string[] arguments)
    {
        using Process process = Begin(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}; see {PathOf("log")}.");
    }

    /// <summary>Starts a program that stays, and waits until it answers.</summary>
    public void Start(Func<bool> answers, string program, params string[] arguments)
    {
        _process = Begin(program, arguments);
        for (int i = 0; i < 600; i++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{program} ended with {_process.ExitCode}:\n{File.ReadAllText(PathOf("log"))}");
            if (answers())
                return;
            Thread.Sleep(100);
        }
        throw new InvalidOperationException($"{program} does not answer:\n{File.ReadAllText(PathOf("log"))}");
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // The shell sends what the program prints to a file: nothing would read a pipe. A temporary folder of its own: MariaDB, when it starts, removes
    // the temporary tables of any other that starts just then from the folder that they share.
    private Process Begin(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo("sh", ["-c", "exec \"$@\" >> \"$0\" 2>&1", PathOf("log"), program, .. arguments])
        {
            WorkingDirectory = Folder,
            Environment = { ["TMPDIR"] = Folder },
            RedirectStandardInput = true,
        })!;
}
