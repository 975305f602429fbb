using HealthScoring.Samples.Sharded;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlTests(PostgreSqlTests.Database database) : EngineLaws, IClassFixture<PostgreSqlTests.Database>
{
    public static new bool IsInstalled => PostgresServer.FindPrograms() is not null;

    private protected override Engine Engine => database.Engine;

    public sealed class Database : IDisposable
    {
        private readonly Lazy<Engine> _engine = new(() => new PostgreSqlEngine());

        internal Engine Engine => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
