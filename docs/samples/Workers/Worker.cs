using System.Diagnostics;
using System.Globalization;

namespace HealthScoring.Samples.Workers;

/// <summary>Another process of this program that works on a night.</summary>
public sealed class Worker : IDisposable
{
    private readonly Process _process;

    private Worker(Process process) => _process = process;

    /// <summary>How many accounts it has said that it stored.</summary>
    public long Stored { get; private set; }

    /// <summary>Starts one.</summary>
    public static Worker Start(string connection, string scoring, int night, int accounts) => new(Process.Start(new ProcessStartInfo("dotnet",
    [
        Path.Combine(AppContext.BaseDirectory, "Workers.dll"), "worker", connection, scoring,
        night.ToString(CultureInfo.InvariantCulture), accounts.ToString(CultureInfo.InvariantCulture),
    ])
    {
        RedirectStandardOutput = true,
    })!);

    /// <summary>Waits until it has stored some more blocks.</summary>
    public async Task HasStoredAsync(int blocks)
    {
        for (int i = 0; i < blocks; i++)
        {
            string line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The worker ended too early.");
            Stored = long.Parse(line, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Kills it, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task EndAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Stored = long.Parse(line, CultureInfo.InvariantCulture);
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"A worker ended with {_process.ExitCode}.");
    }

    /// <summary>Lets go of the process; kills it where it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
