using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class DuckDbTests(EngineFixture<DuckDbEngine> database) : EngineLaws(database.Engine), IClassFixture<EngineFixture<DuckDbEngine>>;
