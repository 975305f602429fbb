using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class DuckDbTests(DuckDbTests.Database database) : EngineLaws, IClassFixture<DuckDbTests.Database>
{
    public static new bool IsInstalled => true;

    private protected override Engine Engine => database.Engine;

    public sealed class Database : IDisposable
    {
        private readonly Lazy<Engine> _engine = new(() => new DuckDbEngine());

        internal Engine Engine => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
