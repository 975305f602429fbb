using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Npgsql;

namespace HealthScoring.Samples.Sharded;

/// <summary>A coordinator and its shards: PostgreSQL servers of their own on this machine, which go with the program however it ends.</summary>
public sealed class Cluster : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<PostgresServer> _servers = [];
    private readonly List<PosixSignalRegistration> _signals = [];
    private bool _isDisposed;

    private Cluster()
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        // Neither of them raises ProcessExit by itself.
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Environment.Exit(130)));
    }

    /// <summary>Answers for all of them, and holds no customer.</summary>
    public PostgresServer Coordinator => _servers[0];

    /// <summary>Hold the customers, and score them.</summary>
    public IReadOnlyList<PostgresServer> Shards => _servers[1..];

    /// <summary>Starts the servers.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller's, unless it throws.")]
    public static Cluster Start(int shards)
    {
        var cluster = new Cluster();
        try
        {
            for (int i = 0; i <= shards; i++)
                cluster.Add();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection of its own, which takes as long as it takes.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(PostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Stops the servers and removes their data.</summary>
    public void Dispose()
    {
        // Two threads may come here: the program's own, and the one of a signal.
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            foreach (PostgresServer server in _servers)
                server.Dispose();
        }
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    private void Add()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _servers.Add(PostgresServer.Start());
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
