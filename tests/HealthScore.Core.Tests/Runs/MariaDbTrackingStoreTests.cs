using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class MariaDbTrackingStoreTests(MariaDbTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<MariaDbTrackingFixture>;
