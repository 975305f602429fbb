using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

public sealed class MemoryRunTests : TrackingRunLaws
{
    internal override Task<ITrackingStore> NewStoreAsync() => Task.FromResult<ITrackingStore>(new MemoryTrackingStore());
}
