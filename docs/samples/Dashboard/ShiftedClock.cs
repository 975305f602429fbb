namespace HealthScoring.Samples.Dashboard;

/// <summary>The system's clock, ahead of it or behind it: for a demonstration as of another day.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
