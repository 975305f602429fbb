using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class SqliteTests(SqliteTests.Database database) : EngineLaws, IClassFixture<SqliteTests.Database>
{
    public static new bool IsInstalled => true;

    private protected override Engine Engine => database.Engine;

    public sealed class Database : IDisposable
    {
        private readonly Lazy<Engine> _engine = new(() => new SqliteEngine());

        internal Engine Engine => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
