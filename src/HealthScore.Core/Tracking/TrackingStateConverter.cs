using HealthScoring.Json;

namespace HealthScoring.Tracking;

/// <summary>Lets System.Text.Json write and read a state as <see cref="TrackingState.ToJson"/> and <see cref="TrackingState.Parse"/> do.</summary>
internal sealed class TrackingStateConverter() : StoredConverter<TrackingState>(TrackingState.Parse, state => state.ToJson());
