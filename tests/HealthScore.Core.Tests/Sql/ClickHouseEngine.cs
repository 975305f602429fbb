using System.Data.Common;
using System.Globalization;
using System.Text;
using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;

namespace HealthScoring.Tests.Sql;

/// <summary>A ClickHouse server over plain HTTP and its binary row format, which keeps every bit of a double.</summary>
public sealed class ClickHouseEngine : Engine
{
    /// <summary>Two shards: databases of this server, which it asks over the network as it would others.</summary>
    public const string Cluster = "both";

    /// <summary>The same and a third shard, which does not answer.</summary>
    public const string ClusterWithoutOne = "both_and_none";

    private readonly LoopbackServer _server = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(5) };
    private readonly Uri _address;
    private int _queries;

    public ClickHouseEngine()
        : base(SqlDialect.ClickHouse)
    {
        _address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_server.Port}/"));
        File.WriteAllText(_server.PathOf("users.xml"), """
            <yandex>
              <profiles><default><max_memory_usage>8000000000</max_memory_usage></default></profiles>
              <users><default><password></password><networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile><quota>default</quota></default></users>
              <quotas><default></default></quotas>
            </yandex>
            """);
        int port = LoopbackPort.Free();
        string Shard(int at, string database) => string.Create(CultureInfo.InvariantCulture,
            $"<shard><replica><host>127.0.0.1</host><port>{at}</port><default_database>{database}</default_database></replica></shard>");
        string shards = Shard(port, "shard_0") + Shard(port, "shard_1");
        File.WriteAllText(_server.PathOf("config.xml"), string.Create(CultureInfo.InvariantCulture, $"""
            <yandex>
              <remote_servers>
                <{Cluster}>{shards}</{Cluster}>
                <{ClusterWithoutOne}>{shards}{Shard(LoopbackPort.Free(), "shard_2")}</{ClusterWithoutOne}>
              </remote_servers>
              <logger><level>error</level><console>1</console></logger>
              <listen_host>127.0.0.1</listen_host><http_port>{_server.Port}</http_port><tcp_port>{port}</tcp_port>
              <path>{_server.PathOf("data")}/</path><tmp_path>{_server.PathOf("tmp")}/</tmp_path>
              <format_schema_path>{_server.PathOf("schemas")}/</format_schema_path>
              <users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
              <mark_cache_size>100000000</mark_cache_size>
            </yandex>
            """));
        _server.Start(Answers, LoopbackServer.Find("clickhouse-server")!, $"--config-file={_server.PathOf("config.xml")}");
    }

    // The server that Debian has is older than its times of microseconds.
    public override bool KnowsTimes => false;

    public override int CaseCosts => 7;

    // The server that Debian has spells a column's name in a view as one word together with its table's.
    public override bool KeepsNamesInViews => false;

    // The server that Debian has takes a column whose name is spelled like a literal for that literal.
    public override string NameOf(string text) => "k" + text;

    protected override DbConnection Connection => throw new NotSupportedException("It is asked over HTTP.");

    public override void Load(CustomerTable table)
    {
        Execute($"DROP TABLE IF EXISTS {Dialect.Quote(table.Name)}");
        Execute($"CREATE TABLE {Dialect.Quote(table.Name)} ({Columns(table)}) ENGINE = Memory");
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            foreach (object? value in table.Rows.SelectMany(row => row))
            {
                if (value is long id)
                {
                    writer.Write(id);
                    continue;
                }
                writer.Write(value is null);
                if (value is double number)
                    writer.Write(number);
                else if (value is string text)
                    writer.Write(text);
            }
        }
        Send($"{_address}?query={Uri.EscapeDataString($"INSERT INTO {Dialect.Quote(table.Name)} FORMAT RowBinary")}", body.ToArray());
    }

    public override void Execute(string sql) => Send(_address.ToString(), Encoding.UTF8.GetBytes(sql));

    public override List<object?[]> Query(string sql, DateTime? asOf = null)
    {
        // The format of its own protocol, by columns: it says the types, and keeps every bit.
        // Compiled expressions, the server's default, cost a query several times its time: one query of eight has them.
        string compiles = _queries++ % 8 == 0 ? "1" : "0";
        byte[] answer = Send($"{_address}?compile_expressions={compiles}", Encoding.UTF8.GetBytes(sql + "\nFORMAT Native"));
        using var reader = new BinaryReader(new MemoryStream(answer), Encoding.UTF8);
        var rows = new List<object?[]>();
        while (reader.BaseStream.Position < answer.Length)
        {
            (int columns, int count) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            object?[][] block = [.. Enumerable.Range(0, count).Select(_ => new object?[columns])];
            for (int i = 0; i < columns; i++)
            {
                reader.ReadString();
                string type = reader.ReadString();
                bool nullable = type.StartsWith("Nullable(", StringComparison.Ordinal);
                byte[] nulls = nullable ? reader.ReadBytes(count) : new byte[count];
                for (int r = 0; r < count; r++)
                {
                    object value = Read(reader, nullable ? type["Nullable(".Length..^1] : type);
                    block[r][i] = nulls[r] == 1 ? null : value;
                }
            }
            rows.AddRange(block);
        }
        return rows;
    }

    public override void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    protected override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "Int64",
        ColumnKind.Number => "Nullable(Float64)",
        _ => "Nullable(String)",
    };

    private static object Read(BinaryReader reader, string type) => type switch
    {
        "Int64" => reader.ReadInt64(),
        "UInt64" => (long)reader.ReadUInt64(),
        "Int32" => (long)reader.ReadInt32(),
        "Int16" => (long)reader.ReadInt16(),
        "Int8" => (long)reader.ReadSByte(),
        "UInt8" => (long)reader.ReadByte(),
        "UInt16" => (long)reader.ReadUInt16(),
        "Float64" => reader.ReadDouble(),
        "String" => reader.ReadString(),
        _ => throw new NotSupportedException($"The column's type is {type}."),
    };

    private bool Answers()
    {
        try
        {
            return Query("SELECT 1") is [[_]];
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private byte[] Send(string address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using HttpResponseMessage response = _client.PostAsync(new Uri(address), content).GetAwaiter().GetResult();
        byte[] answer = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        return response.IsSuccessStatusCode ? answer
            : throw new InvalidOperationException($"{Encoding.UTF8.GetString(answer)}\n{Encoding.UTF8.GetString(body)}");
    }
}
