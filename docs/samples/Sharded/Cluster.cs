using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace HealthScoring.Samples.Sharded;

/// <summary>A coordinator and its shards: PostgreSQL servers of their own on this machine, which go with the program however it ends.</summary>
public sealed class Cluster : IDisposable
{
    private readonly List<PostgresServer> _servers = [];

    private Cluster()
    {
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
                cluster._servers.Add(PostgresServer.Start());
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
        foreach (PostgresServer server in _servers)
            server.Dispose();
    }
}
