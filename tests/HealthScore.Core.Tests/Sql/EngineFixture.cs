namespace HealthScoring.Tests.Sql;

/// <summary>A database for all tests of a class, started for the first that asks for it.</summary>
public sealed class EngineFixture<T> : IDisposable
    where T : Engine, new()
{
    public Lazy<Engine> Engine { get; } = new(() => new T());

    public void Dispose()
    {
        if (Engine.IsValueCreated)
            Engine.Value.Dispose();
    }
}
