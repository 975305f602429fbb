using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class MariaDbRunTests(MariaDbTrackingFixture database) : DatabaseRunLaws(database), IClassFixture<MariaDbTrackingFixture>;
