using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class ClickHouseTests(ClickHouseTests.Database database) : EngineLaws, IClassFixture<ClickHouseTests.Database>
{
    public static new bool IsInstalled => LoopbackServer.Find("clickhouse-server") is not null;

    private protected override Engine Engine => database.Engine;

    public sealed class Database : IDisposable
    {
        private readonly Lazy<Engine> _engine = new(() => new ClickHouseEngine());

        internal Engine Engine => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
