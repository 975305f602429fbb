using System.Globalization;
using MySqlConnector;

namespace HealthScoring.Tests.Sql;

/// <summary>A MariaDB server of the test's own, with no database but its own.</summary>
internal sealed class MariaDbServer : IDisposable
{
    private readonly LoopbackServer _server = new();

    public MariaDbServer(params string[] settings)
    {
        string user = $"--user={Environment.UserName}", data = $"--datadir={_server.PathOf("data")}";
        _server.Run(LoopbackServer.Find("mariadb-install-db")!, "--no-defaults", user, data,
            "--auth-root-authentication-method=normal", "--skip-test-db");
        ConnectionString = string.Create(CultureInfo.InvariantCulture,
            $"Server=127.0.0.1;Port={_server.Port};User=root;CharSet=utf8mb4;AllowUserVariables=false");
        _server.Start(Answers, LoopbackServer.Find("mariadbd")!,
        [
            "--no-defaults", user, data, string.Create(CultureInfo.InvariantCulture, $"--port={_server.Port}"), "--bind-address=127.0.0.1",
            $"--socket={_server.PathOf("socket")}", "--character-set-server=utf8mb4", "--innodb-flush-log-at-trx-commit=0", .. settings,
        ]);
    }

    public static bool IsInstalled => LoopbackServer.Find("mariadbd") is not null && LoopbackServer.Find("mariadb-install-db") is not null;

    public string ConnectionString { get; }

    public void Dispose() => _server.Dispose();

    private bool Answers()
    {
        try
        {
            using var connection = new MySqlConnection(ConnectionString + ";Pooling=false");
            connection.Open();
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }
}
