using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HealthScoring.Samples.Sharded;

/// <summary>
/// A PostgreSQL server of its own on a free port of the loopback interface, with a new, empty data folder. Both go when it is disposed, and with
/// the program, however it ends. It uses the machine's programs (Debian's package postgresql) and touches no other server.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable, IDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration[] _signals;
    private bool _isDisposed;

    private PostgresServer(string programs, string folder, int port)
    {
        (_programs, _folder, Port) = (programs, folder, port);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        // None of them raises ProcessExit by itself.
        _signals = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            .Select(signal => PosixSignalRegistration.Create(signal, _ => Environment.Exit(130)))];
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How Npgsql connects.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=health;Database=postgres";

    /// <summary>Where the server's programs are; <see langword="null"/> where it is not installed.</summary>
    public static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="settings">Further settings, as in <c>max_parallel_workers=2</c>.</param>
    public static PostgresServer Start(params string[] settings)
    {
        string programs = FindPrograms() ?? throw new InvalidOperationException("PostgreSQL is not installed; install the package postgresql.");
        var server = new PostgresServer(programs, Directory.CreateTempSubdirectory("healthscore-pg-").FullName, LoopbackPort.Free());
        try
        {
            // An end of the program waits for the start, and then stops it.
            lock (server._lock)
            {
                ObjectDisposedException.ThrowIf(server._isDisposed, server);
                server.Start(settings.AsEnumerable());
            }
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server at once, as a power cut would.</summary>
    public void Stop()
    {
        // The server's own file says whether it runs: a start that was broken off may have left one behind.
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            Do("pg_ctl", "--pgdata", Data, "--mode", "immediate", "--wait", "stop");
    }

    /// <summary>Stops the server and removes its data.</summary>
    public void Dispose()
    {
        // Two threads may come here: the program's own, and the one of a signal.
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            try
            {
                Stop();
            }
            finally
            {
                if (Directory.Exists(_folder))
                    Directory.Delete(_folder, recursive: true);
            }
        }
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    private void Start(IEnumerable<string> settings)
    {
        if (IsRoot)
            Run("chown", "postgres", _folder);
        Do("initdb", "--pgdata", Data, "--username", "health", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync");
        string options = string.Join(' ', settings.Append($"port={Port}").Append("listen_addresses=127.0.0.1")
            .Append($"unix_socket_directories={_folder}").Append("fsync=off").Select(setting => $"-c {setting}"));
        Do("pg_ctl", "--pgdata", Data, "--log", Path.Combine(_folder, "log"), "--wait", "--options", options, "start");
    }

    // The server refuses to run as root, so there its package's own user runs it.
    private void Do(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        if (IsRoot)
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            // Not the caller's folder, which the server's user may not enter.
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            // The server itself writes to its log: one that stays would hold these open.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }
}
