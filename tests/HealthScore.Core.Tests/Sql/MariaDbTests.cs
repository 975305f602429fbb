using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class MariaDbTests(MariaDbTests.Database database) : EngineLaws, IClassFixture<MariaDbTests.Database>
{
    public static new bool IsInstalled => LoopbackServer.Find("mariadbd") is not null;

    private protected override Engine Engine => database.Engine;

    public sealed class Database : IDisposable
    {
        private readonly Lazy<Engine> _engine = new(() => new MariaDbEngine());

        internal Engine Engine => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
